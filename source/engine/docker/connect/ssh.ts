import { type ChildProcess, spawn } from 'node:child_process';
import http from 'node:http';
import type { Duplex } from 'node:stream';
import { opaqueAgent } from './agents.js';
import { ChildStream } from './child-stream.js';
import type { Environment } from './config-file.js';
import { parseSshUrl, sshArguments } from './ssh-url.js';
import type { Transport } from './transport.js';

/** Idle connections that wait for the next call. Each is one `ssh` here and one `docker` there. */
const IDLE_CONNECTIONS = 4;

/** Every connection is a process: `ssh … docker system dial-stdio`, through the user's own ssh, its config and its agent. */
class SshAgent extends http.Agent {
	readonly #streams = new Set<Duplex>();
	readonly #start: () => ChildProcess;

	constructor(start: () => ChildProcess) {
		super({ keepAlive: true, maxFreeSockets: IDLE_CONNECTIONS });
		this.#start = start;
	}

	override createConnection(): Duplex {
		const stream = new ChildStream(this.#start());
		this.#streams.add(stream);
		stream.once('close', () => this.#streams.delete(stream));
		return stream;
	}

	/** Ends hijacked connections too, which the agent itself has let go of. */
	override destroy(): void {
		super.destroy();
		for (const stream of this.#streams) stream.destroy();
	}
}

/** A transport over `ssh://`. Throws an EngineError for a wrong address; starts nothing yet. */
export function sshTransport(url: string, env: Environment): Transport {
	const args = sshArguments(parseSshUrl(url));
	// Its own session, as docker does it: without our terminal it cannot ask there, nor be ended by our Ctrl-c.
	const agent = new SshAgent(() => spawn('ssh', args, { env, stdio: 'pipe', detached: true, windowsHide: true }));
	const close = () => agent.destroy();
	return { protocol: 'http', host: 'docker.example.com', port: 80, agent: opaqueAgent(agent), close };
}
