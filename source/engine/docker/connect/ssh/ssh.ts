import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Transport } from '../http/transport.js';
import type { Environment } from '../settings/config-file.js';
import { ChildStream } from './child-stream.js';
import { SshLine } from './ssh-line.js';
import type { SshLogins } from './ssh-logins.js';
import { parseSshUrl } from './ssh-url.js';

/** The engine counts each idle connection, and an idle session is a process here and one there. */
const maxIdleConnections = 4;

/** Opens its connections over an ssh line. */
class SshAgent extends http.Agent {
	readonly #line: SshLine;

	constructor(line: SshLine) {
		super({ keepAlive: true, maxFreeSockets: maxIdleConnections });
		this.#line = line;
	}

	override createConnection(_options: unknown, done: (error: Error | null, stream?: Duplex) => void): undefined {
		this.#line.open().then(
			stream => done(null, stream),
			error => done(error),
		);
	}

	/** Node's agent calls it with each connection that is free; false ends the connection. */
	override keepSocketAlive(stream: Duplex): boolean {
		if (stream instanceof ChildStream && this.#line.hasSocket) {
			return false;
		}
		// The types lack the result.
		const isKept: unknown = super.keepSocketAlive(stream);
		return isKept !== false;
	}

	override destroy(): void {
		super.destroy();
		this.#line.close();
	}
}

/** A transport over `ssh://`, which takes over a login of `logins`. Throws an EngineError for a wrong address; starts nothing yet. */
export function sshTransport(url: string, env: Environment, logins?: SshLogins): Transport {
	const line = new SshLine(
		parseSshUrl(url),
		env,
		logins && { take: () => logins.take(url), keep: master => logins.keep(url, master) },
	);
	const agent = new SshAgent(line);
	return {
		protocol: 'http',
		host: 'docker.example.com',
		port: 80,
		agent,
		ready: () => line.ready(),
		sshOptions: () => line.options,
		maxStreams: () => line.maxStreams(),
		close: () => agent.destroy(),
	};
}
