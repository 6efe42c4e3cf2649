import type { ContainerState, Health, HealthProbe, Mount, Port } from '../../../domain/container.js';
import type { LogLine } from '../../../domain/logs.js';
import type { Size } from '../../engine.js';
import type { Program } from '../programs/program.js';
import type { DemoSession } from '../sessions/session.js';

/** Counters up to a moment; from then on they are a function of time alone. Unix ms, seconds of CPU, seconds of running. */
export type Meter = {
	readonly at: number;
	readonly cpu: number;
	readonly throttled: number;
	readonly active: number;
	readonly running: boolean;
};

/** A simulated process as its container sees it. */
export type RunningProcess = {
	size: Size;
	/** Signal name → the command that `trap` set for it. */
	readonly traps: ReadonlyMap<string, string>;
	readonly input: { end(): void };
	type(text: string): void;
	kill(): void;
};

/** The part of the Engine API's container Config that the demo reads; the rest passes through to inspect. */
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

export type PortBinding = { readonly HostIp?: string; readonly HostPort?: string };

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

/** A container's place in a network; `ip` is empty while it does not run. */
export type Attachment = { ip: string; mac: string; readonly aliases: readonly string[]; readonly wantedIp?: string };

/** A time during which a container ran. Unix milliseconds; `to` is undefined while it runs. */
export type Run = { readonly from: number; to?: number };

/** A container of the demo world. Records of one template share their configs, so that ten thousand stay small. */
export type ContainerRecord = {
	readonly id: string;
	name: string;
	/** As the user named it. */
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
	/** By network id. */
	readonly networks: Map<string, Attachment>;
	/** Published ones are bound while it runs. */
	ports: readonly Port[];
	readonly program: Program;
	/** Key of all that is random about it. */
	readonly key: number;
	meter: Meter;
	runs: readonly Run[];
	/** What its processes wrote by themselves (not by the program's pattern), oldest first, capped. */
	written: LogLine[];
	/** How many were written in all. */
	writtenCount: number;
	/** Called when something is written, so that followers look. */
	readonly wakers: Set<() => void>;
	/** Files that differ from the image's: path to content, undefined when deleted. */
	files: Map<string, string | undefined> | undefined;
	/** Whether somebody asked it to stop, so that no restart policy brings it back. */
	stopping: boolean;
	/** The running main process, when a shell script is simulated as one. */
	process: RunningProcess | undefined;
	/** Commands that run beside it. */
	children: Set<RunningProcess> | undefined;
	/** Who is attached to it. */
	sessions: Set<DemoSession> | undefined;
	/** Calls off a scheduled end or restart. */
	cancel: (() => void) | undefined;
};

/** A layer: shared by all images that are built on it. */
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
	/** Name of the program that its command runs. */
	readonly program: string;
	/** Shells it has, by path; empty for an image without any. */
	readonly shells: readonly string[];
	/** Files on top of a plain system. */
	readonly files: ReadonlyMap<string, string | undefined>;
	/** Made by the classic builder on the way to another image. */
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
