import { EngineError } from '../../../errors.js';

export type SshTarget = {
	readonly user: string | undefined;
	readonly host: string;
	readonly port: string | undefined;
	/** Socket on the remote machine; undefined for docker's default. */
	readonly socket: string | undefined;
};

/**
 * Reads `ssh://[user@]host[:port][/path/of/socket]`. Throws an EngineError (`bad-request`) with the docker CLI's words.
 * Source: docker/cli cli/connhelper/ssh.
 */
export function parseSshUrl(text: string): SshTarget {
	const wrong = (why: string) =>
		new EngineError('bad-request', `ssh host connection is not valid: invalid SSH URL: ${why}`);
	const parts = /^ssh:\/\/(?:([^@/?#]*)@)?(\[[^\]]*\]|[^:/?#]*)(?::([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(
		text,
	);
	if (!parts) {
		throw wrong(`cannot read ${JSON.stringify(text)}`);
	}
	const [, userinfo, bracketed = '', port, path = '', query, fragment] = parts;
	if (userinfo?.includes(':')) {
		throw wrong('plain-text password is not supported');
	}
	const host = bracketed.replace(/^\[(.*)\]$/, '$1');
	if (host === '') {
		throw wrong('hostname is empty');
	}
	const user = userinfo ? decode(userinfo) : undefined;
	// ssh would read it as an option.
	if (host.startsWith('-') || user?.startsWith('-')) {
		throw wrong('hostname contains invalid characters');
	}
	if (/[\s\x00-\x1f'"`$;&|<>()\\]/.test(host)) {
		throw wrong('hostname contains invalid characters');
	}
	if (port && !/^\d+$/.test(port)) {
		throw wrong(`invalid port ":${port}" after host`);
	}
	if (query) {
		throw wrong(`query parameters are not allowed: ${JSON.stringify(query)}`);
	}
	if (fragment) {
		throw wrong(`fragments are not allowed: ${JSON.stringify(fragment)}`);
	}
	const socket = /^\/*$/.test(path) ? undefined : decode(path);
	return { user, host, port: port || undefined, socket };
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** Arguments of `ssh` for a connection, as the docker CLI passes them. The remote shell parses the words after the host. */
export function sshSession(target: SshTarget): string[] {
	const { socket } = target;
	return [
		...sshLogin(target),
		'docker',
		...(socket ? ['--host', quoteForShell(`unix://${socket}`)] : []),
		...['system', 'dial-stdio'],
	];
}

/** Arguments of `ssh` up to the host; the words of a command follow. With `-t` the command gets a terminal. */
export const sshLogin = ({ user, host, port }: SshTarget, terminal: '-t' | '-T' = '-T'): string[] => [
	...['-o', 'ConnectTimeout=30', terminal],
	...(user ? ['-l', user] : []),
	...(port ? ['-p', port] : []),
	...['--', host],
];

function quoteForShell(text: string): string {
	return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
