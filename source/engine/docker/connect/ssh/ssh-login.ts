import { loadExeca } from '../../../../processes/load-execa.js';
import type { Environment } from '../settings/config-file.js';
import { ChildError, startError } from './child-stream.js';
import { controlSocket } from './ssh-control.js';
import { type SshTarget, sshLogin } from './ssh-url.js';

/** A login without a session ends by itself after this time. The next try after a lost connection comes sooner. */
const persistSeconds = 120;
/** A login on a line that is dead, such as after the machine slept, ends after three times this: it may be kept otherwise. */
const aliveSeconds = 5;
const maxWordsLength = 8192;
/** ssh before 8.5 keeps stderr open in the background: its words are complete this long after the end of a login that failed. */
const stderrGraceMs = 100;
/** ssh's words when it cannot share a login: the socket's path or file system is not suitable. Source: openssh-portable mux.c. */
const cannotShare = /ControlPath|ControlSocket|ControlMaster|ControlPersist|unix_listener|muxserver_listen/i;
/** A proxy command of a login that is shared has no stderr: a session alone has its words. Source: openssh-portable sshconnect.c. */
const byProxy = /UNKNOWN port 65535/;

/**
 * The arguments of a login that goes to the background when it is done, and only carries sessions. The forwards of the user's
 * config stay with the user's own logins.
 */
export const loginArguments = (target: SshTarget, folder: string): string[] => [
	...['-f', '-N', '-o', 'ControlMaster=yes', '-o', `ControlPersist=${persistSeconds}`],
	...['-o', `ControlPath=${controlSocket(folder)}`, '-o', 'ClearAllForwardings=yes'],
	...['-o', `ServerAliveInterval=${aliveSeconds}`, '-o', 'ServerAliveCountMax=3'],
	...sshLogin(target),
];

type LoginChild = {
	readonly exitCode: number | undefined;
	readonly killedBy: string | undefined;
	readonly words: string;
};

/**
 * Logs in, however long that takes; without the login's socket if this ssh cannot share logins, or if only a session would have
 * the reason of the failure. Rejects with a ChildError when the login fails, and when the signal aborts.
 */
export async function logInOnce(
	target: SshTarget,
	folder: string,
	{ env, signal }: { readonly env: Environment; readonly signal: AbortSignal },
): Promise<void> {
	const { exitCode, killedBy, words } = await runLogin(loginArguments(target, folder), env, signal);
	signal.throwIfAborted();
	if (exitCode === 0 || cannotShare.test(words) || byProxy.test(words)) {
		return;
	}
	const how = killedBy === undefined ? `has exited with exit status ${exitCode}` : `was ended by ${killedBy}`;
	throw new ChildError(words || `ssh ${how}`, exitCode);
}

async function runLogin(args: readonly string[], env: Environment, signal: AbortSignal): Promise<LoginChild> {
	const { start } = await loadExeca();
	signal.throwIfAborted();
	const child = start('ssh', args, {
		env,
		extendEnv: false,
		stdin: 'ignore',
		stdout: 'ignore',
		stderr: 'pipe',
		buffer: false,
		reject: false,
		// Without plimsoll's terminal ssh cannot ask questions there.
		detached: true,
		windowsHide: true,
	});
	const { stderr } = child;
	let words = '';
	stderr.setEncoding('utf8');
	stderr.on('data', (text: string) => {
		words = (words + text).slice(0, maxWordsLength);
	});
	const stop = () => void child.kill();
	signal.addEventListener('abort', stop, { once: true });
	process.once('exit', stop);
	try {
		const [exitCode, killedBy] = await new Promise<[number | null, string | null]>((resolve, reject) => {
			child.once('error', error => reject(startError('ssh', error)));
			child.once('exit', (...ended) => resolve(ended));
		});
		if (exitCode !== 0 && !stderr.readableEnded) {
			await new Promise<void>(resolve => {
				stderr.once('end', resolve);
				setTimeout(resolve, stderrGraceMs);
			});
		}
		return { exitCode: exitCode ?? undefined, killedBy: killedBy ?? undefined, words: words.trim() };
	} finally {
		signal.removeEventListener('abort', stop);
		process.off('exit', stop);
		stderr.destroy();
	}
}
