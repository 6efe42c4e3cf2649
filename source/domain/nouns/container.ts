/** Container states as the engine spells them (`docker ps --filter status=…`). */
export type ContainerState = 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';

/** Health status from the engine; `none` when the container has no health check. */
export type Health = 'none' | 'starting' | 'healthy' | 'unhealthy';

export type Protocol = 'tcp' | 'udp' | 'sctp';

/** A port of a container; published on the host when `hostPort` is set. */
export type Port = {
	readonly containerPort: number;
	readonly protocol: Protocol;
	/** Host address it is bound to: `0.0.0.0`, `::`, `127.0.0.1`, … */
	readonly ip?: string;
	readonly hostPort?: number;
};

/** A mount as `docker inspect` reports it. */
export type Mount = {
	readonly type: 'bind' | 'volume' | 'tmpfs' | 'npipe' | string;
	/** Volume name; undefined for binds and tmpfs. */
	readonly name?: string;
	/** Path on the host that holds the files; empty for tmpfs. */
	readonly source: string;
	readonly destination: string;
	readonly readWrite: boolean;
	readonly driver?: string;
};

/** One network that a container is attached to. */
export type NetworkAttachment = {
	readonly name: string;
	readonly networkId: string;
	readonly ip: string;
	readonly ipv6: string;
	readonly gateway: string;
	readonly mac: string;
	readonly aliases: readonly string[];
};

/** A row of `docker ps --all`. Times are Unix milliseconds. */
export type Container = {
	readonly id: string;
	/** Without the leading slash. */
	readonly name: string;
	/** Name from the create command; an id when the tag now belongs to another image. */
	readonly image: string;
	readonly imageId: string;
	readonly command: string;
	readonly createdAt: number;
	readonly state: ContainerState;
	/** Text of the engine at the time of the list: `Up 3 minutes (healthy)`. */
	readonly status: string;
	readonly health: Health;
	readonly ports: readonly Port[];
	readonly labels: Readonly<Record<string, string>>;
	/** Names of volumes or host paths, as in `docker ps`. */
	readonly mounts: readonly string[];
	/** Network name → IPv4 address (empty when not running). */
	readonly networks: Readonly<Record<string, string>>;
	/** Set by events or inspect; `statusText` computes the STATUS column from them without another request. */
	readonly startedAt?: number;
	readonly finishedAt?: number;
	readonly exitCode?: number;
	/** Set while only the create event has arrived: the engine has not returned the container's row yet. */
	readonly provisional?: true;
	/** Set while compose replaces the `old` container by the `new` one. */
	readonly replacement?: 'old' | 'new';
};

/** Restart policy names as `--restart` takes them. */
export type RestartPolicy = {
	readonly name: 'no' | 'always' | 'unless-stopped' | 'on-failure';
	readonly maximumRetryCount: number;
};

/** Resource limits of a container as in HostConfig; 0 or empty means no limit. Bytes, nanoseconds of CPU, microseconds. */
export type Limits = {
	/** 1e9 = one core (`--cpus`). */
	readonly nanoCpus: number;
	/** Microseconds (`--cpu-period`, `--cpu-quota`). */
	readonly cpuPeriod: number;
	readonly cpuQuota: number;
	/** `0-3,5` (`--cpuset-cpus`). */
	readonly cpusetCpus: string;
	readonly cpuShares: number;
	/** Bytes. */
	readonly memory: number;
	/** Bytes of memory plus swap; -1 is unlimited swap. */
	readonly memorySwap: number;
	readonly memoryReservation: number;
	/** 0 or -1: unlimited. */
	readonly pids: number;
};

/** One run of a health check. */
export type HealthProbe = { readonly at: number; readonly exitCode: number; readonly output: string };

/** Fields that `docker inspect` adds to a row. Times are Unix milliseconds, 0 means never. */
export type ContainerDetail = {
	readonly id: string;
	readonly startedAt: number;
	readonly finishedAt: number;
	readonly exitCode: number;
	readonly oomKilled: boolean;
	/** The engine's reason when a start failed; empty otherwise. */
	readonly error: string;
	readonly restartCount: number;
	readonly pid: number;
	readonly tty: boolean;
	readonly openStdin: boolean;
	readonly autoRemove: boolean;
	readonly privileged: boolean;
	readonly limits: Limits;
	readonly restartPolicy: RestartPolicy;
	readonly entrypoint: readonly string[];
	readonly cmd: readonly string[];
	/** `NAME=value`, in the engine's order. */
	readonly env: readonly string[];
	readonly user: string;
	readonly workdir: string;
	readonly hostname: string;
	readonly mounts: readonly Mount[];
	readonly networks: readonly NetworkAttachment[];
	readonly ports: readonly Port[];
	readonly health: Health;
	readonly probes: readonly HealthProbe[];
	/** The complete answer of the engine, sanitized, for the Inspect tab and for "copy as docker run". */
	readonly raw: unknown;
};

/** A file or folder of a container that differs from its image (`docker diff`). */
export type Change = { readonly kind: 'modified' | 'added' | 'deleted'; readonly path: string };

/** `docker top`: one title row, then a row per process. */
export type Processes = { readonly titles: readonly string[]; readonly rows: readonly (readonly string[])[] };
