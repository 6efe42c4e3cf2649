import type { MountRow } from './rows/mount-row.js';
import type { NetworkRow } from './rows/network-row.js';
import type { PublishRow } from './rows/publish-row.js';
import type { Integer } from './values/go-values.js';
import type { Pair } from './values/pair.js';

/**
 * All options of `docker run` and `docker create`. Field names follow the flags. Lists keep the order of the command line.
 * Bytes, nanoseconds and counts are numbers; 0 means "not set" unless a field's comment differs.
 */
export type RunOptions = {
	readonly image: string;
	readonly command: readonly string[];
	/** One word, as in `--entrypoint`; an empty text removes the image's entry point, undefined keeps it. */
	readonly entrypoint: string | undefined;
	readonly name: string;
	/** A new file that gets the container's id. */
	readonly cidfile: string;
	readonly platform: string;
	readonly pull: string;

	readonly detach: boolean;
	readonly interactive: boolean;
	readonly tty: boolean;
	/** `stdin`, `stdout`, `stderr`; empty means stdout and stderr, and stdin when interactive. */
	readonly attach: readonly string[];
	/** The keys that leave the session, as docker's config file has them; empty for the setting of that file. */
	readonly detachKeys: string;
	readonly rm: boolean;
	/** undefined means the engine's configuration. */
	readonly init: boolean | undefined;
	/** `no`, `always`, `unless-stopped`, `on-failure[:count]`. */
	readonly restart: string;
	readonly stopSignal: string;
	/** Seconds; undefined means the engine's default. */
	readonly stopTimeout: Integer | undefined;

	readonly publish: readonly PublishRow[];
	readonly publishAll: boolean;
	readonly expose: readonly string[];
	readonly network: readonly NetworkRow[];
	readonly networkAlias: readonly string[];
	readonly ip: string;
	readonly ip6: string;
	readonly linkLocalIp: readonly string[];
	readonly macAddress: string;
	readonly link: readonly string[];
	readonly dns: readonly string[];
	readonly dnsOption: readonly string[];
	readonly dnsSearch: readonly string[];
	readonly addHost: readonly string[];
	readonly hostname: string;
	readonly domainname: string;

	/** `-v`, `--tmpfs` and `--mount`, in one list. */
	readonly mounts: readonly MountRow[];
	readonly volumesFrom: readonly string[];
	readonly volumeDriver: string;
	readonly readOnly: boolean;
	readonly shmSize: number;
	readonly storageOpt: readonly Pair[];

	readonly env: readonly Pair[];
	readonly envFile: readonly string[];
	readonly label: readonly Pair[];
	readonly labelFile: readonly string[];
	readonly annotation: readonly Pair[];
	readonly user: string;
	readonly groupAdd: readonly string[];
	readonly workdir: string;

	/** Nanoseconds of CPU per second: 1e9 is one core. */
	readonly cpus: Integer;
	readonly cpuPeriod: Integer;
	readonly cpuQuota: Integer;
	readonly cpuRtPeriod: Integer;
	readonly cpuRtRuntime: Integer;
	readonly cpuShares: Integer;
	readonly cpusetCpus: string;
	readonly cpusetMems: string;
	readonly memory: number;
	/** Bytes of memory plus swap; -1 is unlimited swap. */
	readonly memorySwap: number;
	readonly memoryReservation: number;
	/** Only engines with API 1.40 and 1.41 have this limit. */
	readonly kernelMemory: number;
	/** 0 to 100; -1 means not set. */
	readonly memorySwappiness: Integer;
	readonly oomKillDisable: boolean;
	readonly oomScoreAdj: Integer;
	/** -1 means unlimited. */
	readonly pidsLimit: Integer;
	readonly ulimit: readonly string[];
	readonly blkioWeight: number;
	readonly blkioWeightDevice: readonly string[];
	readonly deviceReadBps: readonly string[];
	readonly deviceReadIops: readonly string[];
	readonly deviceWriteBps: readonly string[];
	readonly deviceWriteIops: readonly string[];

	readonly privileged: boolean;
	readonly capAdd: readonly string[];
	readonly capDrop: readonly string[];
	readonly securityOpt: readonly string[];
	readonly device: readonly string[];
	readonly deviceCgroupRule: readonly string[];
	readonly gpus: readonly string[];
	readonly sysctl: readonly Pair[];
	readonly cgroupParent: string;
	readonly cgroupns: string;
	readonly ipc: string;
	readonly pid: string;
	readonly userns: string;
	readonly uts: string;
	readonly isolation: string;
	readonly runtime: string;

	readonly noHealthcheck: boolean;
	readonly healthCmd: string;
	/** Nanoseconds, as are the next three. */
	readonly healthInterval: number;
	readonly healthTimeout: number;
	readonly healthStartPeriod: number;
	readonly healthStartInterval: number;
	readonly healthRetries: Integer;
	readonly logDriver: string;
	readonly logOpt: readonly Pair[];
};
