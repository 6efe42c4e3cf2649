import http from 'node:http';
import type { Duplex } from 'node:stream';
import { loadExeca, type PipedChild, type Start } from '../../../../processes/load-execa.js';
import type { Transport } from '../http/transport.js';
import type { Environment } from '../settings/config-file.js';
import { ChildError, ChildStream, startError } from './child-stream.js';
import { needsPerson } from './ssh-failure.js';
import { parseSshUrl, sshArguments } from './ssh-url.js';
import { StartGate } from './start-gate.js';

/** Each idle connection is an `ssh` process here and a `docker` process there. */
const maxIdleConnections = 4;

/** sshd drops connections at random when ten are not logged in yet (MaxStartups 10:30:100, sshd_config(5)). */
const maxConcurrentStarts = 5;
/** After this the login is done and only the engine is slow: the next start may begin. */
const startGraceMs = 2000;

/** Each connection is a process, `ssh … docker system dial-stdio`, with the user's own ssh, configuration and agent. */
class SshAgent extends http.Agent {
	readonly #streams = new Set<Duplex>();
	readonly #gate = new StartGate(maxConcurrentStarts);
	readonly #startSsh: (start: Start) => PipedChild;
	#closed = false;
	/** After a failure that needs a person, this agent starts no further login; the user opens another client. */
	#refusal: ChildError | undefined;

	constructor(startSsh: (start: Start) => PipedChild) {
		super({ keepAlive: true, maxFreeSockets: maxIdleConnections });
		this.#startSsh = startSsh;
	}

	override createConnection(_options: unknown, done: (error: Error | null, stream?: Duplex) => void): undefined {
		this.#gate.enter(leave => {
			this.#open(leave).then(
				stream => done(null, stream),
				error => {
					leave();
					done(error);
				},
			);
		});
	}

	async #open(leave: () => void): Promise<Duplex> {
		const { start } = await loadExeca();
		if (this.#closed || this.#refusal) {
			throw this.#refusal ?? new ChildError('the connection was closed', undefined);
		}
		const child = this.#startSsh(start);
		const stream = new ChildStream(child);
		this.#streams.add(stream);
		const timer = setTimeout(leave, startGraceMs).unref();
		const up = () => {
			clearTimeout(timer);
			leave();
		};
		child.stdout.once('data', up);
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
	const agent = new SshAgent(start => startSsh(start, args, env));
	const close = () => agent.destroy();
	return { protocol: 'http', host: 'docker.example.com', port: 80, agent, close };
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
