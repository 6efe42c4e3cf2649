import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { privateFolder } from '../../../../disk/private-folder.js';
import type { Environment } from '../settings/config-file.js';
import {
	type Control,
	canBeSocket,
	controlOf,
	controlSocket,
	hasListener,
	isPlainPath,
	sessionOptions,
	usersLogin,
} from './ssh-control.js';
import { logInOnce } from './ssh-login.js';
import type { SshTarget } from './ssh-url.js';

/** The login that sessions and sockets share (ssh_config(5), ControlMaster). */
export type SshMaster = {
	/** The options with which `ssh` uses this login. */
	readonly options: readonly string[];
	/** True if the user answered ssh's questions: no other login works without them. */
	readonly isByHand: boolean;
	/**
	 * Makes a socket on this machine whose connections lead to `remoteSocket` on the other one. Resolves to its path; to
	 * undefined when ssh refuses, or cannot write such a path.
	 */
	forward(remoteSocket: string): Promise<string | undefined>;
	/** Ends what `forward` has made. */
	release(): void;
	/** Resolves to true after plimsoll's own login has ended by itself. */
	hasEnded(): Promise<boolean>;
	/** Releases, and ends the login unless it is the user's own. Idempotent. */
	close(): void;
};

export type LoginOptions = {
	readonly target: SshTarget;
	readonly env: Environment;
	readonly signal: AbortSignal;
	/** The folder of a login that the user made in the terminal (`SshLogins`). */
	readonly prepared?: string | undefined;
	readonly platform?: NodeJS.Platform;
};

/**
 * Logs in once for all later sessions, or finds that the user has done so. Resolves to undefined where ssh cannot share a login:
 * on Windows, and where paths are too long. Rejects with a ChildError when the login fails, and with the system's error when
 * there can be no folder for its sockets.
 */
export async function logIn(options: LoginOptions): Promise<SshMaster | undefined> {
	const { env, prepared, platform = process.platform } = options;
	if (platform === 'win32') {
		return undefined;
	}
	const folder = prepared ?? (await privateFolder(env.XDG_RUNTIME_DIR));
	const remove = () => {
		process.off('exit', remove);
		rmSync(folder, { recursive: true, force: true });
	};
	process.once('exit', remove);
	let master: SshMaster | undefined;
	try {
		master = await masterIn(folder, options, remove);
		return master;
	} finally {
		if (master === undefined) {
			remove();
		}
	}
}

async function masterIn(
	folder: string,
	{ target, env, signal, prepared }: LoginOptions,
	remove: () => void,
): Promise<SshMaster | undefined> {
	const control = controlOf(controlSocket(folder), target, env);
	if (!canBeSocket(control.socket)) {
		return undefined;
	}
	const isByHand = prepared !== undefined && (await control.check()) !== undefined;
	if (!isByHand) {
		const users = await usersLogin(target, env);
		if (users) {
			return sharedMaster({ folder, control: users, isByHand, end: undefined, remove });
		}
		await logInOnce(target, folder, { env, signal });
	}
	// Without the socket, this ssh shares no logins.
	const isShared = existsSync(control.socket);
	return isShared ? sharedMaster({ folder, control, isByHand, end: endOf(control), remove }) : undefined;
}

/** Asks for the process of a login at once, since at the end of this process there is no time for it. */
function endOf(control: Control): () => void {
	let hasEnded = false;
	let pid: number | undefined;
	const end = () => {
		hasEnded = true;
		// After the login's own end, the number may belong to another process.
		if (pid === undefined || !existsSync(control.socket)) {
			return;
		}
		try {
			process.kill(pid);
		} catch {
			// It has ended with the connection.
		}
	};
	void control.check().then(found => {
		pid = found;
		if (hasEnded) {
			end();
		}
	});
	return end;
}

function sharedMaster(parts: {
	/** For the socket that leads to the engine. */
	folder: string;
	control: Control;
	isByHand: boolean;
	/** Ends plimsoll's own login; undefined for the user's, which stays. */
	end: (() => void) | undefined;
	remove(): void;
}): SshMaster {
	const { folder, control, isByHand, end, remove } = parts;
	let forwarded: string | undefined;
	let releases = 0;
	let isClosed = false;
	const release = () => {
		releases++;
		if (forwarded !== undefined) {
			void control.cancel(forwarded);
			forwarded = undefined;
		}
	};
	const close = () => {
		if (isClosed) {
			return;
		}
		isClosed = true;
		process.off('exit', close);
		if (end) {
			end();
		} else {
			release();
		}
		remove();
	};
	process.once('exit', close);
	return {
		options: sessionOptions(control.socket),
		isByHand,
		release,
		close,
		hasEnded: async () => end !== undefined && !(await hasListener(control.socket)),
		async forward(remoteSocket) {
			if (isClosed || !isPlainPath(remoteSocket)) {
				return undefined;
			}
			const before = releases;
			const local = freeSocket(folder);
			const rule = `${local}:${remoteSocket}`;
			if (!(await control.forward(rule))) {
				return undefined;
			}
			if (isClosed || releases !== before) {
				void control.cancel(rule);
				return undefined;
			}
			forwarded = rule;
			return local;
		},
	};
}

/** A path that no socket has: an earlier connection over the same login may have left its own. */
function freeSocket(folder: string): string {
	for (let count = 0; ; count++) {
		const path = join(folder, `engine${count}`);
		if (!existsSync(path)) {
			return path;
		}
	}
}
