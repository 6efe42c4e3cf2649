import { isIPv6 } from 'node:net';
import { sanitize } from '../../../../domain/text/sanitize.js';
import { EngineError } from '../../../errors.js';
import { parseSshUrl } from '../ssh/ssh-url.js';

/** The docker CLI uses it with TLS, too, when the address has no port. */
const defaultPort = '2375';
const defaultSocket = '/var/run/docker.sock';
const defaultPipe = '//./pipe/docker_engine';

/**
 * Completes a value of `-H` or DOCKER_HOST to an address: `:2375` is `tcp://localhost:2375`. Throws an EngineError
 * (`bad-request`) with the docker CLI's words. Source: docker/cli opts/hosts.go, compared with `docker -H … version`.
 */
export function parseHost(value: string): string {
	const text = value.trim();
	if (sanitize(text) !== text) {
		throw refusal(`parse ${JSON.stringify(text)}: net/url: invalid control character in URL`);
	}
	const split = text.indexOf('://');
	const scheme = split < 0 ? 'tcp' : text.slice(0, split);
	const address = split < 0 ? text : text.slice(split + 3);
	switch (scheme) {
		case 'tcp':
			return parseTcp(address);
		case 'unix':
			return parsePath(scheme, address || defaultSocket);
		case 'npipe':
			return parsePath(scheme, address || defaultPipe);
		case 'ssh':
			parseSshUrl(text);
			return text;
		case 'fd':
			throw refusal(`${text}: a daemon listens on fd://, a client cannot connect to it`);
		default:
			throw refusal(`invalid bind address format: ${text}`);
	}
}

function refusal(message: string): EngineError {
	return new EngineError('bad-request', message);
}

function parsePath(scheme: string, path: string): string {
	if (path.includes('://')) {
		throw refusal(`invalid proto, expected ${scheme}: ${path}`);
	}
	return `${scheme}://${path}`;
}

function parseTcp(address: string): string {
	const text = address.replace(/^tcp:\/\//, '');
	if (text.includes('://')) {
		throw refusal(`invalid proto, expected tcp: ${text}`);
	}
	const end = text.search(/[/?#]/);
	const authority = end < 0 ? text : text.slice(0, end);
	const path = end < 0 ? '' : (/^[^?#]*/.exec(text.slice(end))?.[0] ?? '');
	const { host, port } = splitHostPort(authority.slice(authority.lastIndexOf('@') + 1), text);
	const name = host || 'localhost';
	return `tcp://${name.includes(':') ? `[${name}]` : name}:${port || defaultPort}${path}`;
}

function splitHostPort(authority: string, text: string): { host: string; port: string } {
	const wrong = (why: string) => refusal(`parse "tcp://${text}": ${why}`);
	const odd = /[\s"<>\\^`{|}]/.exec(authority);
	if (odd) {
		throw wrong(`invalid character ${JSON.stringify(odd[0])} in host name`);
	}
	if (isIPv6(authority)) {
		return { host: authority, port: '' };
	}
	if (authority.startsWith('[') && !authority.includes(']')) {
		throw wrong("missing ']' in host");
	}
	const parts = /^(?:\[([^\]]*)\]|([^:]*))(?::(.*))?$/.exec(authority);
	if (!parts || (parts[1] !== undefined && !isIPv6(parts[1]))) {
		throw refusal(`invalid bind address format: ${text}`);
	}
	const port = parts[3] ?? '';
	if (!/^\d*$/.test(port) || Number(port) > 65_535) {
		throw wrong(`invalid port ":${port}" after host`);
	}
	return { host: parts[1] ?? parts[2] ?? '', port };
}
