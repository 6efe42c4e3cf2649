/** The machine and engine that we are connected to (`docker info`, `docker version`). Memory in bytes. */
export type Host = {
	/** The engine host's own name. */
	readonly name: string;
	/** `28.2.2`, or Podman's version. */
	readonly version: string;
	readonly apiVersion: string;
	readonly product: 'Docker' | 'Podman';
	readonly os: string;
	readonly kernel: string;
	readonly architecture: string;
	/** `1` or `2`. */
	readonly cgroupVersion: string;
	readonly cpus: number;
	readonly memory: number;
	readonly storageDriver: string;
	/** Whether the engine can build with BuildKit without a CLI (`Builder-Version` is 2 or not told; not Podman, not Windows). */
	readonly buildkit: boolean;
	readonly swarm: boolean;
	readonly warnings: readonly string[];
};

/** Where an engine is, and how we came to think so. Holds no secret. */
export type Endpoint = {
	/** `unix:///var/run/docker.sock`, `tcp://…`, `ssh://…`, `npipe://…`, `demo://`. */
	readonly url: string;
	/** Name of the docker context, when one was used. */
	readonly context?: string;
	/** `--host`, `--context`, `DOCKER_HOST`, `DOCKER_CONTEXT`, `current context`, `default socket`, `demo`. */
	readonly origin: string;
	/** Folder of ca.pem, cert.pem, key.pem; undefined without TLS. */
	readonly tls?: { readonly folder: string; readonly verify: boolean };
};

/** How docker begins to say that there is no engine at an address. Source: docker/cli, moby client/errors.go. */
export const cannotConnect = ({ url }: Endpoint): string => `Cannot connect to the Docker daemon at ${url}: `;

/** One endpoint that was tried, and why it did not answer. */
export type Attempt = {
	readonly endpoint: Endpoint;
	readonly kind: string;
	readonly reason: string;
	readonly cure?: string;
	/** Only the user can cure it: it is not tried again until the user says so. */
	readonly needsUser?: boolean;
};

/** A context of `docker context ls`, or the host in use when no context is that host. */
export type DockerContext = {
	readonly kind: 'context' | 'host';
	readonly name: string;
	/** Empty when the context cannot be read; the description says why then. */
	readonly url: string;
	readonly description: string;
	/** The docker CLI talks to it now. */
	readonly current: boolean;
	/** Who says where it is: `context file`, `DOCKER_HOST`, `default socket`, `--host`. */
	readonly origin: string;
	/** Path of the context's file; undefined for one that has none. */
	readonly file?: string;
	readonly tls?: Endpoint['tls'];
};

/** Returns true if the dashboard talks to that context's host. A host given by its address is that of the context with it. */
export const isInUse = ({ kind, name, url }: DockerContext, endpoint: Endpoint): boolean =>
	url !== '' && (kind === 'host' || endpoint.context === undefined ? url === endpoint.url : name === endpoint.context);

/** The contexts, and behind them the host in use when it is none of them. */
export function withHostInUse(contexts: readonly DockerContext[], endpoint: Endpoint): readonly DockerContext[] {
	const { url, origin, tls } = endpoint;
	if (url === '' || contexts.some(context => isInUse(context, endpoint))) return contexts;
	const name = endpoint.context ?? origin;
	return [...contexts, { kind: 'host', name, url, description: '', current: false, origin, tls }];
}

/** `docker system df`; bytes. `reclaimable` is what a prune of that kind would give back. */
export type DiskUsage = {
	readonly images: DiskUsageLine;
	readonly containers: DiskUsageLine;
	readonly volumes: DiskUsageLine;
	readonly buildCache: DiskUsageLine;
	/** Per item, so that the clean-up can say what would go: kind, id or name, bytes, in use or not. */
	readonly items: readonly DiskUsageItem[];
};
export type DiskUsageLine = {
	readonly total: number;
	readonly active: number;
	readonly size: number;
	readonly reclaimable: number;
};
export type DiskUsageItem = {
	readonly kind: 'image' | 'container' | 'volume' | 'build-cache';
	readonly id: string;
	readonly label: string;
	readonly size: number;
	/** Bytes shared with other images; removing gives back `size - shared` at the most. */
	readonly shared: number;
	readonly inUse: boolean;
	readonly dangling: boolean;
};
