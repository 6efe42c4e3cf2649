import { type ChildProcess, spawn } from 'node:child_process';
import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Transport } from '../http/transport.js';
import type { Environment } from '../settings/config-file.js';
import { ChildError, ChildStream } from './child-stream.js';
import { needsPerson } from './ssh-failure.js';
import { parseSshUrl, sshArguments } from './ssh-url.js';
import { StartGate } from './start-gate.js';

/** Idle connections that wait for the next call. Each is one `ssh` here and one `docker` there. */
const IDLE_CONNECTIONS = 4;

/** sshd drops connections at random when ten are not logged in yet (MaxStartups 10:30:100, sshd_config(5)). */
const STARTS_AT_ONCE = 5;
/** A start that has not answered yet may as well wait for its engine: then the next may start. Milliseconds. */
const START_GRACE = 2000;

/** Every connection is a process: `ssh … docker system dial-stdio`, through the user's own ssh, its config and its agent. */
class SshAgent extends http.Agent {
	readonly #streams = new Set<Duplex>();
	readonly #gate = new StartGate(STARTS_AT_ONCE);
	readonly #start: () => ChildProcess;
	#closed = false;
	/** ssh asked for a person: no further login is tried until the user opens another client. */
	#refusal: ChildError | undefined;

	constructor(start: () => ChildProcess) {
		super({ keepAlive: true, maxFreeSockets: IDLE_CONNECTIONS });
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
		const timer = setTimeout(leave, START_GRACE).unref();
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

	/** Ends hijacked connections too, which the agent itself has let go of. */
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
	// Its own session, as docker does it: without our terminal it cannot ask there, nor be ended by our Ctrl-c.
	const agent = new SshAgent(() => spawn('ssh', args, { env, stdio: 'pipe', detached: true, windowsHide: true }));
	const close = () => agent.destroy();
	return { protocol: 'http', host: 'docker.example.com', port: 80, agent, close };
}
