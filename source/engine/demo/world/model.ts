import type { LogLine } from '../../../domain/logs/log-line.js';
import type { ContainerState, Health, HealthProbe, Mount, Port } from '../../../domain/nouns/container.js';
import type { Size } from '../../engine.js';
import type { Program } from '../programs/program.js';
import type { DemoSession } from '../sessions/session.js';

/** Counters at the time `at`; later counters are a function of time. Unix ms, seconds of CPU, seconds of running. */
export type Meter = {
	readonly at: number;
	readonly cpu: number;
	readonly throttled: number;
	readonly active: number;
	readonly running: boolean;
};

/** Interface of a simulated process for its container. */
type RunningProcess = {
	size: Size;
	/** Signal name → the command that `trap` set for it. */
	readonly traps: ReadonlyMap<string, string>;
	readonly input: { end(): void };
	type(text: string): void;
	kill(): void;
};

/** The part of the Engine API's container Config that the demo reads; inspect returns the other fields unchanged. */
export type ContainerConfig = {
	readonly Image?: string;
	readonly Hostname?: string;
	readonly User?: string;
	readonly Tty?: boolean;
	readonly OpenStdin?: boolean;
	readonly Env?: readonly string[] | null;
	readonly Cmd?: readonly string[] | null;
	readonly Entrypoint?: readonly string[] | null;
	readonly WorkingDir?: string;
	readonly Labels?: Readonly<Record<string, string>> | null;
	readonly ExposedPorts?: Readonly<Record<string, object>> | null;
	readonly Volumes?: Readonly<Record<string, object>> | null;
	readonly Healthcheck?: { readonly Test?: readonly string[]; readonly Interval?: number } | null;
};

type PortBinding = { readonly HostIp?: string; readonly HostPort?: string };

/** The part of HostConfig that the demo reads. Bytes, 1e-9 CPUs, microseconds. */
export type HostConfig = {
	readonly NanoCpus?: number;
	readonly CpuPeriod?: number;
	readonly CpuQuota?: number;
	readonly CpusetCpus?: string;
	readonly CpuShares?: number;
	readonly Memory?: number;
	readonly MemorySwap?: number;
	readonly MemoryReservation?: number;
	readonly PidsLimit?: number | null;
	readonly RestartPolicy?: { readonly Name?: string; readonly MaximumRetryCount?: number };
	readonly PortBindings?: Readonly<Record<string, readonly PortBinding[] | null>> | null;
	readonly PublishAllPorts?: boolean;
	readonly Binds?: readonly string[] | null;
	readonly Mounts?: readonly { Type: string; Source?: string; Target: string; ReadOnly?: boolean }[] | null;
	readonly Tmpfs?: Readonly<Record<string, string>> | null;
	readonly NetworkMode?: string;
	readonly AutoRemove?: boolean;
	readonly Privileged?: boolean;
};

/** Endpoint of a container in a network; `ip` is empty while the container is stopped. */
export type Attachment = { ip: string; mac: string; readonly aliases: readonly string[]; readonly wantedIp?: string };

/** One run of a container. Unix milliseconds; `to` is undefined while it runs. */
export type Run = { readonly from: number; to?: number };

/** A container of the demo world. Records of one template share their configs, so that ten thousand need little memory. */
export type ContainerRecord = {
	readonly id: string;
	name: string;
	/** Name from the create command. */
	readonly image: string;
	imageId: string;
	readonly createdAt: number;
	config: ContainerConfig;
	hostConfig: HostConfig;
	state: ContainerState;
	startedAt: number;
	finishedAt: number;
	exitCode: number;
	oomKilled: boolean;
	error: string;
	restartCount: number;
	pid: number;
	health: Health;
	probes: readonly HealthProbe[];
	mounts: readonly Mount[];
	/** Endpoints by network id. */
	readonly networks: Map<string, Attachment>;
	/** Published ports are bound while the container runs. */
	ports: readonly Port[];
	readonly program: Program;
	/** Seed of all random values of the container. */
	readonly key: number;
	meter: Meter;
	runs: readonly Run[];
	/** Lines that its processes wrote outside the program's pattern, oldest first, limited in number. */
	written: LogLine[];
	/** Number of all written lines, including discarded ones. */
	writtenCount: number;
	/** Called after each written line to wake the followers of the log. */
	readonly wakers: Set<() => void>;
	/** Files that differ from the image's: path to content, undefined when deleted. */
	files: Map<string, string | undefined> | undefined;
	/** True after a stop command, so that the restart policy does not start the container again. */
	stopping: boolean;
	/** The main process, if a shell script is simulated. */
	process: RunningProcess | undefined;
	/** Processes of `docker exec`. */
	children: Set<RunningProcess> | undefined;
	/** Attached sessions. */
	sessions: Set<DemoSession> | undefined;
	/** Cancels a scheduled end or restart. */
	cancel: (() => void) | undefined;
};

/** A layer, shared by all images that are built on it. */
export type LayerRecord = {
	readonly digest: string;
	readonly createdBy: string;
	readonly size: number;
	readonly createdAt: number;
	readonly comment: string;
};

export type ImageRecord = {
	/** `sha256:…`. */
	readonly id: string;
	readonly parentId: string;
	tags: string[];
	digests: string[];
	readonly createdAt: number;
	readonly layers: readonly LayerRecord[];
	readonly config: ContainerConfig;
	readonly author: string;
	readonly comment: string;
	/** Name of the program of its command. */
	readonly program: string;
	/** Paths of its shells; empty for an image without a shell. */
	readonly shells: readonly string[];
	/** Files on top of a minimal system. */
	readonly files: ReadonlyMap<string, string | undefined>;
	/** True for an intermediate image of the classic builder. */
	readonly intermediate?: boolean;
};

export type VolumeRecord = {
	readonly name: string;
	readonly driver: string;
	readonly createdAt: number;
	readonly labels: Readonly<Record<string, string>>;
	readonly options: Readonly<Record<string, string>>;
	readonly anonymous: boolean;
	readonly size: number;
};

export type NetworkRecord = {
	readonly id: string;
	readonly name: string;
	readonly driver: string;
	readonly createdAt: number;
	readonly internal: boolean;
	readonly attachable: boolean;
	readonly ipv6: boolean;
	readonly subnet: string;
	readonly gateway: string;
	readonly labels: Readonly<Record<string, string>>;
	readonly options: Readonly<Record<string, string>>;
};
