/** Limits of a container that an engine can set or not. */
export type LimitKind = 'memory' | 'cpu' | 'cpuShares' | 'cpuset' | 'pids';

/** The connected engine and its machine (`docker info`, `docker version`). Memory in bytes. */
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
	/** `systemd`, `cgroupfs`, or `none`: then the engine neither limits nor measures. */
	readonly cgroupDriver: string;
	/** True if the engine runs without root's rights. */
	readonly rootless: boolean;
	/** Limits that the engine accepts and drops, because it has no cgroup to set them in. */
	readonly droppedLimits: readonly LimitKind[];
	readonly cpus: number;
	readonly memory: number;
	/** `overlay2`, or `overlayfs` and the like where containerd stores the images (`containerdStore`). */
	readonly storageDriver: string;
	/** True if containerd stores the images: with platforms and attestations. */
	readonly containerdStore: boolean;
	/** True if containers go on while the engine restarts. */
	readonly liveRestore: boolean;
	/** True if the engine builds with BuildKit without a CLI (`Builder-Version` is 2 or absent; not Podman, not Windows). */
	readonly buildkit: boolean;
	readonly swarm: boolean;
	/** Settings that the engine gives a container without its own. */
	readonly defaults: ContainerDefaults;
	readonly warnings: readonly string[];
};

/** Settings of an engine that a new container gets unless its own say otherwise. */
export type ContainerDefaults = {
	readonly cgroupns: 'host' | 'private';
	/** `json-file`. */
	readonly logDriver: string;
	/** `runc`. */
	readonly runtime: string;
};

/** Address of an engine, and where the address comes from. Holds no secret. */
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

/** Start of docker's message when there is no engine at an address. Source: docker/cli, moby client/errors.go. */
export const cannotConnect = ({ url }: Endpoint): string => `Cannot connect to the Docker daemon at ${url}: `;

/** Start of the message when an open connection broke; the reason follows. */
export const lostConnection = 'lost the connection: ';

/** A failed connection to one endpoint, with the reason. */
export type Attempt = {
	readonly endpoint: Endpoint;
	readonly kind: string;
	readonly reason: string;
	readonly cure?: string;
	/** Only the user can remove the cause, so the connection is not retried before the user asks for it. */
	readonly needsUser?: boolean;
	/** ssh would ask a question that it can only ask in a terminal. */
	readonly canLogIn?: boolean;
};

/** A context of `docker context ls`, or the host in use when no context has its address. */
export type DockerContext = {
	readonly kind: 'context' | 'host';
	readonly name: string;
	/** Empty when the context cannot be read; `description` is then the reason. */
	readonly url: string;
	readonly description: string;
	/** True for the context that the docker CLI uses now. */
	readonly current: boolean;
	/** Source of the address: `context file`, `DOCKER_HOST`, `default socket`, `--host`. */
	readonly origin: string;
	/** Path of the context's file; undefined when it has no file. */
	readonly file?: string;
	readonly tls?: Endpoint['tls'];
};

/** Returns true if the dashboard uses the context's host. A host given by address belongs to the context with that address. */
export const isInUse = ({ kind, name, url }: DockerContext, endpoint: Endpoint): boolean =>
	url !== '' && (kind === 'host' || endpoint.context === undefined ? url === endpoint.url : name === endpoint.context);

/** Appends the host in use when no context has its address. */
export function withHostInUse(contexts: readonly DockerContext[], endpoint: Endpoint): readonly DockerContext[] {
	const { url, origin, tls } = endpoint;
	if (url === '' || contexts.some(context => isInUse(context, endpoint))) {
		return contexts;
	}
	const name = endpoint.context ?? origin;
	return [...contexts, { kind: 'host', name, url, description: '', current: false, origin, tls }];
}

/** `docker system df`; bytes. `reclaimable` is the space that a prune of that kind would free. */
export type DiskUsage = {
	readonly images: DiskUsageLine;
	readonly containers: DiskUsageLine;
	readonly volumes: DiskUsageLine;
	readonly buildCache: DiskUsageLine;
	/** Single items, so that the clean-up can list what it would remove. */
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
	/** Bytes shared with other images; a removal frees at most `size - shared`. */
	readonly shared: number;
	readonly inUse: boolean;
	readonly dangling: boolean;
};
