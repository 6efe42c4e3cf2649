import { connect } from 'node:net';
import { join } from 'node:path';
import { runProgram } from '../../../../processes/run-program.js';
import type { Environment } from '../settings/config-file.js';
import { type SshTarget, sshLogin } from './ssh-url.js';

/** A path of a socket has room for 103 characters on macOS; ssh adds 17 while it creates its own. */
const maxPathLength = 103 - 17;
/** For commands to a master, which runs on this machine. */
const timeoutMs = 10_000;

/** Returns true if ssh takes the path as it is: it expands `%` and `$`, and splits pairs of paths at colons. */
export const isPlainPath = (path: string): boolean => /^\/[\w@+=,./-]+$/.test(path);

/** Returns true if a socket can have the path, and ssh can make one there. */
export const canBeSocket = (path: string): boolean => path.length <= maxPathLength && isPlainPath(path);

/** The path of the socket by which ssh reaches plimsoll's own login in a folder. */
export const controlSocket = (folder: string): string => join(folder, 'ssh');

/** Options for a session of a login. Without `ControlMaster=no` a session may become a login that nobody ends. */
export const sessionOptions = (socket: string): string[] => [
	...['-o', `ControlPath=${socket}`, '-o', 'ControlMaster=no', '-o', 'ClearAllForwardings=yes'],
];

/** Commands to the login at a socket. */
export type Control = {
	readonly socket: string;
	/** Resolves to the login's process; to undefined if there is none. */
	check(): Promise<number | undefined>;
	/** Forwards a socket here to one there, `here:there`, or ends that. Resolves to true if it worked. */
	forward(rule: string): Promise<boolean>;
	cancel(rule: string): Promise<boolean>;
};

/**
 * Commands to a login. They do not read the user's config: with it, ssh would also request the user's own forwards, and cancel
 * them. No command rejects.
 */
export function controlOf(socket: string, { host }: SshTarget, env: Environment): Control {
	const run = async (...command: readonly string[]) => {
		const args = ['-F', 'none', '-o', `ControlPath=${socket}`, ...command, '--', host];
		const result = await runProgram('ssh', args, { env, timeoutMs, detached: true }).catch(() => undefined);
		return { ok: result?.exitCode === 0, words: result?.stderr ?? '' };
	};
	return {
		socket,
		async check() {
			const { ok, words } = await run('-O', 'check');
			// `Master running (pid=123)`. Source: openssh-portable mux.c.
			const [, pid] = /\(pid=(\d+)\)/.exec(words) ?? [];
			return ok && pid !== undefined ? Number(pid) : undefined;
		},
		forward: async rule => (await run('-O', 'forward', '-L', rule)).ok,
		cancel: async rule => (await run('-O', 'cancel', '-L', rule)).ok,
	};
}

/** Resolves to the socket of the login that the user's config shares, if there is such a login now. */
export async function usersLogin(target: SshTarget, env: Environment): Promise<Control | undefined> {
	const config = await runProgram('ssh', ['-G', ...sshLogin(target)], { env, timeoutMs, detached: true });
	const [, socket = ''] = /^controlpath (.+)$/m.exec(config?.stdout ?? '') ?? [];
	if (!isPlainPath(socket)) {
		return undefined;
	}
	const control = controlOf(socket, target, env);
	return (await control.check()) === undefined ? undefined : control;
}

/** Resolves to true if a program listens at a socket. A process id would not do: a killed master may stay as a zombie. */
export function hasListener(path: string): Promise<boolean> {
	return new Promise(resolve => {
		const socket = connect(path);
		const settle = (isListening: boolean) => {
			socket.destroy();
			resolve(isListening);
		};
		socket.once('connect', () => settle(true));
		socket.once('error', () => settle(false));
	});
}
