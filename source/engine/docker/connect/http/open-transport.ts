import http from 'node:http';
import https from 'node:https';
import type { Endpoint } from '../../../../domain/nouns/host.js';
import { EngineError } from '../../../errors.js';
import type { Environment } from '../settings/config-file.js';
import { readTls } from '../settings/tls.js';
import { sshTransport } from '../ssh/ssh.js';
import type { SshLogins } from '../ssh/ssh-logins.js';
import type { Transport } from './transport.js';

/** Each client has its own agent, to close only its own sockets. The engine counts every idle connection: keep only two. */
const agentOptions = { keepAlive: true, maxFreeSockets: 2 };

/**
 * Picks the transport for an endpoint; opens no connection yet. Throws an EngineError for an address with an unknown scheme
 * and for TLS files that it cannot read.
 */
export async function openTransport(endpoint: Endpoint, env: Environment, logins?: SshLogins): Promise<Transport> {
	const { url } = endpoint;
	const scheme = url.slice(0, Math.max(0, url.indexOf('://')));
	switch (scheme) {
		case 'unix':
			return overSocket(url.slice('unix://'.length));
		case 'npipe':
			return overSocket(url.slice('npipe://'.length));
		case 'ssh':
			return sshTransport(url, env, logins);
		case 'tcp':
		case 'http':
		case 'https':
			return overTcp(endpoint, scheme);
		default:
			throw new EngineError('bad-request', `invalid bind address format: ${url}`);
	}
}

function overSocket(socketPath: string): Transport {
	const agent = new http.Agent(agentOptions);
	return { protocol: 'http', socketPath, agent, close: () => agent.destroy() };
}

async function overTcp(endpoint: Endpoint, scheme: string): Promise<Transport> {
	const secure = endpoint.tls !== undefined || scheme === 'https';
	const agent = secure
		? new https.Agent({ ...(await readTls(endpoint)), ...agentOptions })
		: new http.Agent(agentOptions);
	const { hostname, port, pathname } = addressOf(endpoint.url, scheme);
	return {
		protocol: secure ? 'https' : 'http',
		host: hostname.replace(/^\[(.*)\]$/, '$1'),
		// For a context without a port the docker CLI uses HTTP's own, too.
		port: Number(port) || (secure ? 443 : 80),
		prefix: pathname.replace(/\/+$/, ''),
		agent,
		close: () => agent.destroy(),
	};
}

function addressOf(url: string, scheme: string): URL {
	try {
		return new URL(`http${url.slice(scheme.length)}`);
	} catch (cause) {
		throw new EngineError('bad-request', `invalid bind address format: ${url}`, { cause });
	}
}
