import { rmSync } from 'node:fs';
import { privateFolder } from '../../../../disk/private-folder.js';
import type { TerminalProgram } from '../../../engine.js';
import type { Environment } from '../settings/config-file.js';
import { loginArguments } from './ssh-login.js';
import type { SshMaster } from './ssh-master.js';
import { parseSshUrl } from './ssh-url.js';

/** A login that waits for its next connection: one that was made in the terminal, or one that a lost connection has left. */
type Waiting = { readonly folder: string } | { readonly master: SshMaster };

/**
 * Logins by hand, by address. ssh asks its questions in the terminal; the next connection to the address takes the login over,
 * and gives it back at its end, so that a lost connection costs no further answers.
 */
export class SshLogins {
	readonly #waiting = new Map<string, Waiting>();

	/** The program that logs in and then goes to the background. Rejects with an EngineError for a wrong address. */
	async prepare(url: string, env: Environment): Promise<TerminalProgram> {
		const target = parseSshUrl(url);
		this.#drop(this.take(url));
		const folder = await privateFolder(env.XDG_RUNTIME_DIR);
		this.#waiting.set(url, { folder });
		process.once('exit', () => this.#drop(this.take(url)));
		return { argv: ['ssh', ...loginArguments(target, folder)], env };
	}

	/** Hands a login out, once; undefined when there is none. */
	take(url: string): Waiting | undefined {
		const waiting = this.#waiting.get(url);
		this.#waiting.delete(url);
		return waiting;
	}

	/** Keeps a login for the next connection. */
	keep(url: string, master: SshMaster): void {
		this.#drop(this.take(url));
		this.#waiting.set(url, { master });
	}

	#drop(waiting: Waiting | undefined): void {
		if (waiting === undefined) {
			return;
		}
		if ('master' in waiting) {
			waiting.master.close();
		} else {
			rmSync(waiting.folder, { recursive: true, force: true });
		}
	}
}
