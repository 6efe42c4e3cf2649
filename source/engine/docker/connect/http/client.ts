import type { Agent } from 'node:http';
import type Docker from 'dockerode';
import type { Container } from '../../../../domain/nouns/container.js';
import type { Endpoint } from '../../../../domain/nouns/host.js';
import { toEngineError } from '../../http/errors-map.js';
import { prefetchContainers } from '../prefetch-containers.js';
import { configFolder, type Environment, readConfig } from '../settings/config-file.js';
import { agreeOnVersion } from './agree-on-version.js';
import { openTransport } from './open-transport.js';
import { sendThroughNode } from './send.js';
import type { Transport } from './transport.js';
import { userAgent } from './user-agent.js';
import { defaultTimeoutMs, withTimeout } from './with-timeout.js';

/** ssh itself stops connecting after 30 s, with the reason. */
const sshTimeoutMs = 30_000 + defaultTimeoutMs;

/** An engine that answered, and the library that talks to it. */
export type Client = {
	readonly docker: Docker;
	readonly endpoint: Endpoint;
	/** The version that both sides speak: `1.41`. */
	readonly apiVersion: string;
	/** Undefined without the option `prefetchContainers`, or when that request failed. */
	readonly containers: Promise<readonly Container[] | undefined>;
	/** Gives back sockets and child processes. Idempotent. */
	close(): void;
};

export type ClientOptions = {
	/** Folder of docker's config.json; `$DOCKER_CONFIG` or `~/.docker` when left out. */
	readonly configFolder?: string | undefined;
	/** `process.env` when left out. */
	readonly env?: Environment | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Until the engine must have answered; 10 s, over ssh 40 s, when left out. */
	readonly timeoutMs?: number | undefined;
	/** Fetch the containers of a local engine at the same time as the ping, for an earlier first screen. */
	readonly prefetchContainers?: boolean | undefined;
};

/**
 * Connects to an engine and agrees on an API version. Rejects with an EngineError that names the endpoint, or with the
 * signal's abort.
 */
export async function openClient(endpoint: Endpoint, options: ClientOptions = {}): Promise<Client> {
	const { env = process.env, signal } = options;
	const timeoutMs = options.timeoutMs ?? (endpoint.url.startsWith('ssh:') ? sshTimeoutMs : defaultTimeoutMs);
	const config = await readConfig(options.configFolder ?? configFolder(env));
	const headers = { ...config.httpHeaders, 'User-Agent': userAgent };
	const transport = await openTransport(endpoint, env);
	const isLocal = transport.socketPath !== undefined;
	const containers =
		options.prefetchContainers && isLocal ? prefetchContainers(transport, headers, signal) : Promise.resolve(undefined);
	// Node loads dockerode while plimsoll waits for the ping.
	const dockerode = import('dockerode');
	try {
		const apiVersion = await withTimeout(
			inner => agreeOnVersion(transport, { headers, signal: inner, endpoint, requested: env.DOCKER_API_VERSION }),
			{ signal, timeoutMs, endpoint },
		);
		const docker = dockerOver((await dockerode).default, transport, apiVersion, headers);
		return { docker, endpoint, apiVersion, containers, close: () => transport.close() };
	} catch (error) {
		transport.close();
		throw signal?.aborted ? error : toEngineError(error, endpoint);
	}
}

/** docker-modem always reads DOCKER_HOST and throws when it is invalid: the variable is removed for that moment. */
function dockerOver(
	Dockerode: typeof Docker,
	transport: Transport,
	apiVersion: string,
	headers: Record<string, string>,
): Docker {
	const { protocol, socketPath, host, port, prefix, agent } = transport;
	const hidden = process.env.DOCKER_HOST;
	delete process.env.DOCKER_HOST;
	try {
		const target = socketPath === undefined ? { host, port } : { socketPath };
		// The version goes in front of every path; a prefix has no other place in docker-modem.
		const version = [prefix?.replace(/^\//, ''), `v${apiVersion}`].filter(Boolean).join('/');
		// The types lack `agent`, which docker-modem accepts.
		const options: Docker.DockerOptions & { agent: Agent } = { ...target, protocol, version, agent, headers };
		const docker = new Dockerode(options);
		sendThroughNode(docker, protocol);
		return docker;
	} finally {
		if (hidden !== undefined) {
			process.env.DOCKER_HOST = hidden;
		}
	}
}
