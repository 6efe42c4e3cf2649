import { type ChildProcess, spawn } from 'node:child_process';
import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Transport } from '../http/transport.js';
import type { Environment } from '../settings/config-file.js';
import { ChildError, ChildStream } from './child-stream.js';
import { needsPerson } from './ssh-failure.js';
import { parseSshUrl, sshArguments } from './ssh-url.js';
import { StartGate } from './start-gate.js';

/** Each idle connection is an `ssh` process here and a `docker` process there. */
const maxIdleConnections = 4;

/** sshd drops connections at random when ten are not logged in yet (MaxStartups 10:30:100, sshd_config(5)). */
const maxConcurrentStarts = 5;
/** After this the login is done and only the engine is slow: the next start may begin. */
const startGraceMs = 2000;

/** Each connection is a process, `ssh … docker system dial-stdio`, with the user's own ssh, its configuration and its agent. */
class SshAgent extends http.Agent {
	readonly #streams = new Set<Duplex>();
	readonly #gate = new StartGate(maxConcurrentStarts);
	readonly #start: () => ChildProcess;
	#closed = false;
	/** After a failure that needs a person, this agent starts no further login; the user opens another client. */
	#refusal: ChildError | undefined;

	constructor(start: () => ChildProcess) {
		super({ keepAlive: true, maxFreeSockets: maxIdleConnections });
		this.#start = start;
	}

	override createConnection(_options: unknown, done: (error: Error | null, stream?: Duplex) => void): undefined {
		this.#gate.enter(leave => {
			if (!this.#closed && !this.#refusal) {
				return done(null, this.#open(leave));
			}
			leave();
			done(this.#refusal ?? new ChildError('the connection was closed', undefined));
		});
	}

	#open(leave: () => void): Duplex {
		const child = this.#start();
		const stream = new ChildStream(child);
		this.#streams.add(stream);
		const timer = setTimeout(leave, startGraceMs).unref();
		const up = () => {
			clearTimeout(timer);
			leave();
		};
		child.stdout?.once('data', up);
		stream.once('error', error => {
			if (error instanceof ChildError && needsPerson(error)) {
				this.#refusal = error;
			}
		});
		stream.once('close', () => {
			this.#streams.delete(stream);
			up();
		});
		return stream;
	}

	/** Also ends the hijacked connections, which the agent itself no longer holds. */
	override destroy(): void {
		this.#closed = true;
		super.destroy();
		for (const stream of this.#streams) {
			stream.destroy();
		}
	}
}

/** A transport over `ssh://`. Throws an EngineError for a wrong address; starts nothing yet. */
export function sshTransport(url: string, env: Environment): Transport {
	const args = sshArguments(parseSshUrl(url));
	// `detached`, as docker does it: without plimsoll's terminal, ssh cannot ask questions there, and Ctrl-c does not end it.
	const agent = new SshAgent(() => spawn('ssh', args, { env, stdio: 'pipe', detached: true, windowsHide: true }));
	const close = () => agent.destroy();
	return { protocol: 'http', host: 'docker.example.com', port: 80, agent, close };
}
