import type { Agent } from 'node:http';
import type Docker from 'dockerode';
import type { Container } from '../../../../domain/nouns/container.js';
import type { Endpoint, Host } from '../../../../domain/nouns/host.js';
import { toEngineError } from '../../http/errors-map.js';
import { prefetchContainers } from '../prefetch-containers.js';
import { configFolder, type Environment, readConfig } from '../settings/config-file.js';
import type { SshLogins } from '../ssh/ssh-logins.js';
import { agreeOnVersion } from './agree-on-version.js';
import { openTransport } from './open-transport.js';
import { sendThroughNode } from './send.js';
import type { Transport } from './transport.js';
import { userAgent } from './user-agent.js';
import { defaultTimeoutMs, withTimeout } from './with-timeout.js';

/** After the login, the start files of the remote shell and the start of `docker` come first. */
const sshTimeoutMs = 120_000;

/** An engine that answered, and the library that talks to it. */
export type Client = {
	readonly docker: Docker;
	readonly endpoint: Endpoint;
	/** The version that both sides speak: `1.41`. */
	readonly apiVersion: string;
	/** By a header of the ping. */
	readonly product: Host['product'];
	/** Undefined without the option `prefetchContainers`, or when that request failed. */
	readonly containers: Promise<readonly Container[] | undefined>;
	/** The options with which another `ssh` to the engine's machine uses the same login; empty for other addresses. */
	sshOptions(): readonly string[];
	/** As of an Engine. */
	maxStreams(): Promise<number>;
	/** Gives back sockets and child processes. Idempotent. */
	close(): void;
};

export type ClientOptions = {
	/** Folder of docker's config.json; `$DOCKER_CONFIG` or `~/.docker` when left out. */
	readonly configFolder?: string | undefined;
	/** `process.env` when left out. */
	readonly env?: Environment | undefined;
	readonly signal?: AbortSignal | undefined;
	/** Logins over ssh that the user made in the terminal. */
	readonly logins?: SshLogins | undefined;
	/** Until the engine must have answered; 10 s, over ssh 120 s after the login, when left out. */
	readonly timeoutMs?: number | undefined;
	/** Fetch the containers at the same time as the ping, for an earlier first screen; not over TCP. */
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
	const transport = await openTransport(endpoint, env, options.logins);
	const isQuick = transport.socketPath !== undefined || transport.ready !== undefined;
	const containers =
		options.prefetchContainers && isQuick ? prefetchContainers(transport, headers, signal) : Promise.resolve(undefined);
	// Node loads dockerode while plimsoll waits for the ping.
	const dockerode = import('dockerode');
	try {
		await untilReady(transport, signal);
		const agreement = await withTimeout(
			inner => agreeOnVersion(transport, { headers, signal: inner, endpoint, requested: env.DOCKER_API_VERSION }),
			{ signal, timeoutMs, endpoint },
		);
		const docker = dockerOver((await dockerode).default, transport, agreement.apiVersion, headers);
		const sshOptions = () => transport.sshOptions?.() ?? [];
		const maxStreams = async () => transport.maxStreams?.() ?? Number.POSITIVE_INFINITY;
		return { docker, endpoint, ...agreement, containers, sshOptions, maxStreams, close: () => transport.close() };
	} catch (error) {
		transport.close();
		throw signal?.aborted ? error : toEngineError(error, endpoint);
	}
}

/** Resolves when the transport is ready. Rejects with the transport's error, or with the signal's abort. */
async function untilReady({ ready }: Transport, signal: AbortSignal | undefined): Promise<void> {
	signal?.throwIfAborted();
	if (!ready) {
		return;
	}
	let stop = () => {};
	const aborted = new Promise<never>((_resolve, reject) => {
		stop = () => reject(signal?.reason);
		signal?.addEventListener('abort', stop);
	});
	try {
		await Promise.race([ready(), aborted]);
	} finally {
		signal?.removeEventListener('abort', stop);
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
