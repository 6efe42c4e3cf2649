import type { Build } from '../domain/commands/build.js';
import type { Commit } from '../domain/commands/commit.js';
import type { OutputStream, Removal, Stopping } from '../domain/commands/container.js';
import type { CreateRequest } from '../domain/commands/create.js';
import type { Exec } from '../domain/commands/exec.js';
import type { Filters } from '../domain/commands/filters.js';
import type { ImageRemoval, Pull } from '../domain/commands/image.js';
import type { Credentials } from '../domain/commands/login.js';
import type { NetworkCreation } from '../domain/commands/network.js';
import type { Connection, Disconnection } from '../domain/commands/network-attachment.js';
import type { Prune } from '../domain/commands/prune.js';
import type { LimitsChange } from '../domain/commands/update.js';
import type { VolumeCreation } from '../domain/commands/volume.js';
import type { ProjectReading, Reading } from '../domain/compose/plan/make-plan.js';
import type { ComposeFiles, FirstContainers } from '../domain/compose/plan/model.js';
import type { UpMessage } from '../domain/compose/up/messages.js';
import type { ComposeTool } from '../domain/compose/up/tool.js';
import type { LogLine } from '../domain/logs/log-line.js';
import type { Change, Container, ContainerDetail, Processes } from '../domain/nouns/container.js';
import type { EngineEvent } from '../domain/nouns/events.js';
import type { DiskUsage, Endpoint, Host } from '../domain/nouns/host.js';
import type { Image, ImageDetail, Layer } from '../domain/nouns/image.js';
import type { Network, NetworkDetail } from '../domain/nouns/network.js';
import type { Volume, VolumeDetail } from '../domain/nouns/volume.js';
import type { BuildEvent, ProgressMessage } from '../domain/progress/progress.js';
import type { StatsSample } from '../domain/stats/stats.js';

/**
 * The Docker Engine as plimsoll sees it: one interface, grouped by noun. Behind it are the dockerode adapter, the demo
 * engine and the read-only guard.
 *
 * Rules: every call takes a signal; an aborted call rejects with an `AbortError` (see `isAbort`). Every other failure is an
 * `EngineError`. Streams are async iterables that end when the engine ends them, throw an `EngineError` when it fails, and
 * free their connection when the consumer stops or the signal aborts. All text is sanitized.
 *
 * Calls that change the engine take the options of their docker command, see `domain/commands`.
 */
export interface Engine {
	readonly endpoint: Endpoint;
	readonly system: SystemCalls;
	readonly containers: ContainerCalls;
	readonly images: ImageCalls;
	readonly volumes: VolumeCalls;
	readonly networks: NetworkCalls;
	readonly compose: ComposeCalls;
	/** The number of streams that the way to the engine carries at once; `Infinity` without a limit. */
	maxStreams(): Promise<number>;
	/** Gives back sockets and child processes (ssh). Idempotent. */
	close(): void;
}

export type Call = { readonly signal: AbortSignal };

export type { Credentials, Filters };

/** The noun follows from the group of calls: `containers.prune` prunes containers. */
export type PruneOptions = Omit<Prune, 'noun'>;

export interface SystemCalls {
	/** `GET /_ping`; resolves to the engine's time, once it answers. */
	ping(call: Call): Promise<{ /** Unix milliseconds, whole seconds, by the engine's clock. */ readonly time?: number }>;
	/** `GET /info` and `GET /version`. */
	host(call: Call): Promise<Host>;
	/** `GET /system/df`. */
	diskUsage(call: Call): Promise<DiskUsage>;
	/**
	 * `GET /events`. The first item arrives only with the first event; `ready` is called once the engine has answered, with
	 * its time as of `ping`. With an `until` in the past, the stream yields the events that the engine still has, and ends.
	 */
	events(
		call: Call & {
			/** Unix seconds, fractions allowed. */
			since?: number;
			until?: number;
			ready?: (time: number | undefined) => void;
		},
	): AsyncIterable<EngineEvent>;
	/** `POST /auth`. Resolves to the registry's message; rejects when the registry refuses the credentials. */
	login(credentials: Credentials, call: Call): Promise<{ status: string; identityToken?: string }>;
}

export interface ContainerCalls {
	/** `GET /containers/json?all=1`. */
	list(call: Call & { filters?: Filters }): Promise<readonly Container[]>;
	inspect(id: string, call: Call): Promise<ContainerDetail>;
	/** `GET /containers/{id}/stats?stream=1`: about one sample a second, the first without `precpu_stats`. */
	stats(id: string, call: Call): AsyncIterable<StatsSample>;
	/** One sample with a filled `precpu_stats`, as `docker stats --no-stream` takes it (about two seconds). */
	statsOnce(id: string, call: Call): Promise<StatsSample>;
	/** Yields batches of lines as they arrive. A line over 64 KiB is cut and ends in a mark. */
	logs(id: string, options: LogOptions, call: Call): AsyncIterable<readonly LogLine[]>;
	top(id: string, call: Call): Promise<Processes>;
	/** `GET /containers/{id}/changes` (`docker diff`), by path. */
	changes(id: string, call: Call): Promise<readonly Change[]>;
	start(id: string, call: Call): Promise<void>;
	stop(id: string, call: Call & Stopping): Promise<void>;
	restart(id: string, call: Call & Stopping): Promise<void>;
	pause(id: string, call: Call): Promise<void>;
	unpause(id: string, call: Call): Promise<void>;
	/** `POST /containers/{id}/kill?signal=`. */
	kill(id: string, signalName: string, call: Call): Promise<void>;
	rename(id: string, name: string, call: Call): Promise<void>;
	remove(id: string, options: Removal, call: Call): Promise<void>;
	/** `POST /containers/{id}/update`; resolves to the engine's warnings. */
	update(id: string, change: LimitsChange, call: Call): Promise<readonly string[]>;
	/** `POST /containers/create`. */
	create(container: CreateRequest, call: Call): Promise<{ id: string; warnings: readonly string[] }>;
	/** `POST /containers/{id}/wait`; resolves to the exit code, once the condition holds. */
	wait(id: string, condition: 'not-running' | 'next-exit' | 'removed', call: Call): Promise<number>;
	/** `POST /containers/{id}/attach`, hijacked. */
	attach(id: string, options: AttachOptions, call: Call): Promise<Session>;
	/** `POST /containers/{id}/exec`, then start, hijacked. */
	exec(id: string, options: ExecOptions, call: Call): Promise<Session>;
	/** `POST /commit`; resolves to the new image's id. */
	commit(id: string, options: Commit, call: Call): Promise<string>;
	prune(options: PruneOptions, call: Call): Promise<PruneResult>;
}

export interface ImageCalls {
	/** `GET /images/json`; `all` includes intermediate layers. */
	list(call: Call & { all?: boolean }): Promise<readonly Image[]>;
	inspect(reference: string, call: Call): Promise<ImageDetail>;
	history(reference: string, call: Call): Promise<readonly Layer[]>;
	/** Resolves to the tags and the images that the engine removed. */
	remove(
		reference: string,
		options: ImageRemoval,
		call: Call,
	): Promise<readonly { untagged?: string; deleted?: string }[]>;
	tag(image: string, reference: string, call: Call): Promise<void>;
	/** `GET /distribution/{name}/json`: the platforms that the registry has of an image, as `linux/arm64/v8`. */
	platforms(reference: string, options: { auth?: Credentials | undefined }, call: Call): Promise<readonly string[]>;
	pull(reference: string, options: Pull & { readonly auth?: Credentials }, call: Call): AsyncIterable<ProgressMessage>;
	push(reference: string, options: { auth?: Credentials }, call: Call): AsyncIterable<ProgressMessage>;
	/** Ends with a message whose `aux.ID` is the image, or throws. */
	build(options: BuildOptions, call: Call): AsyncIterable<BuildEvent>;
	/** `GET /images/get`: a tar. */
	save(references: readonly string[], call: Call): AsyncIterable<Uint8Array>;
	/** `POST /images/load`. */
	load(tar: AsyncIterable<Uint8Array>, call: Call): AsyncIterable<ProgressMessage>;
	prune(options: PruneOptions, call: Call): Promise<PruneResult>;
	/** `POST /build/prune`. */
	pruneBuildCache(call: Call & { all?: boolean; filters?: Filters }): Promise<PruneResult>;
}

export interface VolumeCalls {
	list(call: Call): Promise<readonly Volume[]>;
	inspect(name: string, call: Call): Promise<VolumeDetail>;
	create(volume: VolumeCreation, call: Call): Promise<Volume>;
	remove(name: string, options: { force: boolean }, call: Call): Promise<void>;
	prune(options: PruneOptions, call: Call): Promise<PruneResult>;
}

export interface NetworkCalls {
	list(call: Call): Promise<readonly Network[]>;
	inspect(id: string, call: Call): Promise<NetworkDetail>;
	create(network: NetworkCreation, call: Call): Promise<{ id: string; warning: string }>;
	remove(id: string, call: Call): Promise<void>;
	connect(id: string, options: Connection, call: Call): Promise<void>;
	disconnect(id: string, options: Disconnection, call: Call): Promise<void>;
	prune(options: PruneOptions, call: Call): Promise<PruneResult>;
}

/**
 * The compose program: the plugin of the docker CLI or a standalone one, on this machine; for an engine over ssh, on that
 * machine. Calls reject with an EngineError: `unsupported` without compose, `not-found` with the reason and the path when the
 * project's files are not there, `bad-request` with compose's words about the files.
 */
export interface ComposeCalls {
	/** Finds the program and its version, once. */
	tool(call: Call): Promise<ComposeTool>;
	/**
	 * The project that compose finds in a folder of this machine; undefined when there is none. Compose is not asked: its name
	 * follows compose's rules as far as they need no variables.
	 */
	find(folder: string, call: Call): Promise<ComposeFiles | undefined>;
	/** Reads the files of a project. The hashes need the containers that services refer to. Changes nothing. */
	read(files: ComposeFiles, options: ReadOptions, call: Call): Promise<ProjectReading>;
	/** A text for each file of a reading that changes when the file is written. Reads no file; empty for files elsewhere. */
	stamps(paths: readonly string[], call: Call): Promise<readonly string[]>;
	/** The program that runs a command on the user's terminal, such as `run web sh`. */
	inTerminal(files: ComposeFiles, command: ComposeCommand, call: Call): Promise<TerminalProgram>;
	/** Runs a command such as `up -d` to its end. Fails with compose's words (`stream`). */
	run(files: ComposeFiles, command: ComposeCommand, call: Call): AsyncIterable<UpMessage>;
}

export type ReadOptions = {
	/** The profiles that are on; a function of all profiles chooses them. */
	readonly profiles: readonly string[] | ((all: Reading['profiles']) => readonly string[]);
	readonly first: FirstContainers;
};

/** A program for the user's terminal, with its whole environment. */
export type TerminalProgram = {
	readonly argv: readonly string[];
	readonly env: Readonly<Record<string, string | undefined>>;
	readonly folder?: string;
};

export type ComposeCommand = { readonly words: readonly string[]; readonly profiles: readonly string[] };

export type PruneResult = { readonly deleted: readonly string[] /** Bytes. */; readonly reclaimed: number };

export type LogOptions = {
	readonly follow: boolean;
	/** Lines from the end; undefined for all. */
	readonly tail?: number;
	/** Unix seconds, fractions allowed. */
	readonly since?: number;
	readonly until?: number;
	/** Decides framing: the log of a TTY container is raw, others are multiplexed. */
	readonly tty: boolean;
};

export type Size = { readonly columns: number; readonly rows: number };

export type AttachOptions = {
	readonly tty: boolean;
	readonly stdin: boolean;
	/** The outputs to attach; undefined for both. */
	readonly outputs?: readonly OutputStream[];
	/** The engine removes the container when it ends (`--rm`): its session ends with the removal. */
	readonly removes?: boolean;
	/** Send the existing log first. */
	readonly logs?: boolean;
	/** Keys (`ctrl-x,x`) that end the session and keep the process running. Empty: the engine's default. */
	readonly detachKeys?: string;
};

export type ExecOptions = Exec & {
	/** The terminal's size, for a process with a TTY. */
	readonly size?: Size;
	/**
	 * Resolve only once the command runs; reject with the engine's words (`bad-request`) when the command does not exist or
	 * cannot be executed. Without it, those words are the session's output and 126 or 127 its exit code.
	 */
	readonly mustStart?: boolean;
};

/** A hijacked connection: raw bytes both ways. They are not sanitized: the process uses the user's terminal directly. */
export interface Session {
	/** Ends when the process ends or the connection is cut. With a TTY everything is `stdout`. */
	readonly output: AsyncIterable<{ stream: 'stdout' | 'stderr'; data: Uint8Array }>;
	write(data: Uint8Array | string): void;
	/** Closes the process's standard input. */
	end(): void;
	resize(size: Size): Promise<void>;
	/** Exit code once `output` ended; undefined when the engine has none (connection lost, still running). */
	exitCode(): Promise<number | undefined>;
	/** Drops the connection; the process may go on. Idempotent. */
	close(): void;
}

/** The context and the Dockerfile have absolute paths; the Dockerfile may be relative to the context. */
export type BuildOptions = Build & {
	readonly builder: 'buildkit' | 'classic';
	readonly auth: readonly Credentials[];
};
