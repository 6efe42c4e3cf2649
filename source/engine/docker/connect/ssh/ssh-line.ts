import http from 'node:http';
import net from 'node:net';
import type { Duplex } from 'node:stream';
import { loadExeca, type PipedChild, type Start } from '../../../../processes/load-execa.js';
import { runProgram } from '../../../../processes/run-program.js';
import { plainGet } from '../http/plain-get.js';
import { userAgent } from '../http/user-agent.js';
import type { Environment } from '../settings/config-file.js';
import { ChildError, ChildStream, startError } from './child-stream.js';
import { needsPerson } from './ssh-failure.js';
import type { SshLogins } from './ssh-logins.js';
import { logIn, type SshMaster } from './ssh-master.js';
import { type SshTarget, sshLogin, sshSession } from './ssh-url.js';
import { StartGate } from './start-gate.js';

/** Without a shared login: sshd drops connections at random when ten are not logged in yet (MaxStartups 10:30:100, sshd_config(5)). */
const maxConcurrentStarts = 5;
/** After this the login is done and only the engine is slow: the next start may begin. */
const startGraceMs = 2000;
/** Sessions that are opened before there is a socket: the ping and the first list. */
const maxEarlySessions = 2;
/** If the server refuses a session, ssh would log in again, which fails without the user's answers. */
const noOtherLogin = ['-o', 'ProxyCommand=false'];
/** The remote shell's start files may be slow. */
const askTimeoutMs = 120_000;

/** The logins by hand for one address. */
export type LineLogins = { take(): ReturnType<SshLogins['take']>; keep(master: SshMaster): void };

/** Where a server forwards no sockets, each stream is a process here and a session there. */
const maxSessionStreams = 20;

/**
 * The way to the engine of one `ssh://` address. ssh logs in once. The first requests go through sessions of that login, each
 * `ssh … docker system dial-stdio` with a process here and there; the others go through one socket, which the login forwards
 * to the engine's own and which needs no process. If the server forwards no sockets, all go through sessions.
 */
export class SshLine {
	readonly #target: SshTarget;
	readonly #env: Environment;
	readonly #logins: LineLogins | undefined;
	readonly #gate = new StartGate(maxConcurrentStarts);
	readonly #sessions = new Set<Duplex>();
	readonly #closing = new AbortController();
	#login: Promise<SshMaster | undefined> | undefined;
	#master: SshMaster | undefined;
	#search: Promise<void> | undefined;
	/** The connections of this login so far. */
	#opened = 0;
	/** The forwarded socket on this machine, once it is known to work. */
	#socketPath: string | undefined;
	/** After a failure that needs a person, no further login is started; the user opens another client. */
	#refusal: ChildError | undefined;

	/** `logins` has logins by hand for the same address. */
	constructor(target: SshTarget, env: Environment, logins?: LineLogins) {
		this.#target = target;
		this.#env = env;
		this.#logins = logins;
	}

	/** Options with which another `ssh` to this machine uses the same login. */
	get options(): readonly string[] {
		return this.#master?.options ?? [];
	}

	/** True if new connections need no process. */
	get hasSocket(): boolean {
		return this.#socketPath !== undefined;
	}

	/** As of an Engine. Waits until it is known if the server forwards the engine's socket. Rejects as `open` does. */
	async maxStreams(): Promise<number> {
		await this.#loggedIn();
		await this.#search;
		return this.hasSocket ? Number.POSITIVE_INFINITY : maxSessionStreams;
	}

	/** Resolves when ssh has logged in. Rejects with a ChildError, also for all others that wait for the same login. */
	async ready(): Promise<void> {
		await this.#loggedIn();
	}

	/** Opens a connection to the engine. Rejects with a ChildError, or with the system's error. */
	async open(): Promise<Duplex> {
		const master = await this.#loggedIn();
		if (master) {
			this.#opened++;
			// The server may allow one session only, and there is no other login to fall back to.
			if (this.#opened > maxEarlySessions || master.isByHand) {
				await this.#search;
			}
		}
		if (this.#socketPath !== undefined) {
			return this.#openSocket(this.#socketPath);
		}
		if (await master?.hasEnded()) {
			this.#forget(master);
			await this.#loggedIn();
		}
		return this.#openSession();
	}

	/** Ends all sessions, also those that the agent no longer holds, and the login; one by hand is kept for the next line. */
	close(): void {
		if (this.#closing.signal.aborted) {
			return;
		}
		this.#closing.abort(closed());
		for (const session of this.#sessions) {
			session.destroy();
		}
		const master = this.#master;
		if (master?.isByHand && this.#logins) {
			master.release();
			this.#logins.keep(master);
		} else {
			master?.close();
		}
	}

	#loggedIn(): Promise<SshMaster | undefined> {
		if (this.#refusal) {
			return Promise.reject(this.#refusal);
		}
		this.#login ??= this.#logIn().catch(error => {
			this.#login = undefined;
			this.#keepRefusal(error);
			throw error;
		});
		return this.#login;
	}

	async #logIn(): Promise<SshMaster | undefined> {
		const { signal } = this.#closing;
		signal.throwIfAborted();
		const master = await this.#anyLogin(signal);
		if (signal.aborted) {
			master?.close();
			throw closed();
		}
		this.#master = master;
		this.#opened = 0;
		this.#search = master && this.#findSocket(master);
		return master;
	}

	/** A login by hand that still works, or a new one. */
	async #anyLogin(signal: AbortSignal): Promise<SshMaster | undefined> {
		const waiting = this.#logins?.take();
		if (waiting && 'master' in waiting) {
			if (!(await waiting.master.hasEnded())) {
				return waiting.master;
			}
			waiting.master.close();
		}
		const prepared = waiting && 'folder' in waiting ? waiting.folder : undefined;
		return logIn({ target: this.#target, env: this.#env, signal, prepared });
	}

	/** The next connection logs in again, unless that has begun already. */
	#forget(master: SshMaster | undefined): void {
		if (master === undefined || this.#master !== master) {
			return;
		}
		master.close();
		this.#master = undefined;
		this.#socketPath = undefined;
		this.#login = undefined;
	}

	#keepRefusal(error: unknown): void {
		if (error instanceof ChildError && needsPerson(error)) {
			this.#refusal = error;
		}
	}

	/** Never rejects: sessions work without a socket. */
	async #findSocket(master: SshMaster): Promise<void> {
		try {
			const remote = this.#target.socket ?? (await this.#askSocket());
			const path = remote && (await master.forward(remote));
			if (path && (await doesAnswer(path, this.#closing.signal)) && this.#master === master) {
				this.#socketPath = path;
			}
		} catch {
			// The server, or its docker, gives no such answers.
		}
	}

	/** Asks the remote docker for the socket of its default engine; resolves to undefined when that is no socket. */
	async #askSocket(): Promise<string | undefined> {
		const question = ['docker', 'context', 'inspect', '--format', "'{{.Endpoints.docker.Host}}'"];
		const args = [...this.options, ...sshLogin(this.#target), ...question];
		const { signal } = this.#closing;
		const result = await runProgram('ssh', args, { env: this.#env, timeoutMs: askTimeoutMs, signal, detached: true });
		const [, socket] = /^unix:\/\/(\/.*)$/.exec(result?.stdout.trim() ?? '') ?? [];
		return socket;
	}

	/** A login that has ended leaves its socket without a listener: the next connection logs in again. */
	#openSocket(path: string): Promise<Duplex> {
		return new Promise((resolve, reject) => {
			const master = this.#master;
			const socket = net.connect(path);
			const fail = (error: NodeJS.ErrnoException) => {
				if (!['ECONNREFUSED', 'ENOENT'].includes(error.code ?? '')) {
					return reject(error);
				}
				this.#forget(master);
				reject(new ChildError(`the ssh connection to ${this.#target.host} has ended`, undefined));
			};
			socket.once('error', fail);
			socket.once('connect', () => {
				socket.off('error', fail);
				// Its reader gets the error; without a listener, Node would end the process.
				socket.on('error', () => {});
				resolve(socket);
			});
		});
	}

	#openSession(): Promise<Duplex> {
		return new Promise((resolve, reject) => {
			this.#gate.enter(leave => {
				this.#startSession(leave).then(resolve, error => {
					leave();
					reject(error);
				});
			});
		});
	}

	async #startSession(leave: () => void): Promise<Duplex> {
		const { start } = await loadExeca();
		const { signal } = this.#closing;
		signal.throwIfAborted();
		if (this.#refusal) {
			throw this.#refusal;
		}
		const master = this.#master;
		const options = master?.isByHand ? [...noOtherLogin, ...master.options] : this.options;
		const child = startSsh(start, [...options, ...sshSession(this.#target)], this.#env);
		const stream = new ChildStream(child);
		this.#sessions.add(stream);
		const timer = setTimeout(leave, startGraceMs).unref();
		const up = () => {
			clearTimeout(timer);
			leave();
		};
		child.stdout.once('data', up);
		// In a login that works, the server may refuse more sessions, and then another login.
		stream.once('error', error => !master && this.#keepRefusal(error));
		stream.once('close', () => {
			this.#sessions.delete(stream);
			up();
		});
		return stream;
	}
}

const closed = () => new ChildError('the connection was closed', undefined);

/** Returns true if an engine answers at the other end of a socket. */
async function doesAnswer(socketPath: string, signal: AbortSignal): Promise<boolean> {
	const agent = new http.Agent();
	const transport = { protocol: 'http' as const, socketPath, agent, close: () => agent.destroy() };
	const headers = { 'User-Agent': userAgent };
	return plainGet(transport, '/_ping', { headers, signal, maxBytes: 1024 }).then(
		({ status }) => status === 200,
		() => false,
	);
}

function startSsh(start: Start, args: readonly string[], env: Environment): PipedChild {
	try {
		return start('ssh', args, {
			env,
			extendEnv: false,
			stdio: 'pipe',
			// As docker does it: without plimsoll's terminal, ssh cannot ask questions there, and Ctrl-c does not end it.
			detached: true,
			windowsHide: true,
			buffer: false,
			reject: false,
			forceKillAfterDelay: false,
		});
	} catch (error) {
		throw startError('ssh', error as NodeJS.ErrnoException);
	}
}
