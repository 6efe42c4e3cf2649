/**
 * A statistics sample of `GET /containers/{id}/stats`, with the fields that `docker stats` reads.
 * Source: moby api/types/container/stats.go. Bytes and nanoseconds.
 */
export type StatsSample = {
	/** RFC 3339 time of the reading; `0001-01-01T00:00:00Z` when the container is not running. */
	readonly read: string;
	readonly preread?: string;
	readonly cpu_stats: CpuStats;
	readonly precpu_stats: CpuStats;
	readonly memory_stats: {
		readonly usage?: number;
		readonly limit?: number;
		readonly failcnt?: number;
		readonly stats?: Readonly<Record<string, number>>;
		/** Windows only. */
		readonly privateworkingset?: number;
	};
	readonly blkio_stats?: { readonly io_service_bytes_recursive?: readonly BlkioEntry[] | null };
	readonly networks?: Readonly<Record<string, { readonly rx_bytes: number; readonly tx_bytes: number }>>;
	readonly pids_stats?: { readonly current?: number; readonly limit?: number };
};
export type CpuStats = {
	readonly cpu_usage: { readonly total_usage: number; readonly percpu_usage?: readonly number[] | null };
	readonly system_cpu_usage?: number;
	readonly online_cpus?: number;
	readonly throttling_data?: {
		readonly periods: number;
		readonly throttled_periods: number;
		readonly throttled_time: number;
	};
};
export type BlkioEntry = {
	readonly major: number;
	readonly minor: number;
	readonly op: string;
	readonly value: number;
};

/** The values of `docker stats`. Percentages are of one core (CPU) and of the limit (memory). */
export type Reading = {
	/** Unix milliseconds. */
	readonly at: number;
	/** 100 = one core fully used; undefined without a previous sample (a first frame). */
	readonly cpuPercent: number | undefined;
	/** Bytes, without the inactive file cache. */
	readonly memory: number;
	/** Bytes: the container's limit, or the host's memory when it has none. */
	readonly memoryLimit: number;
	readonly memoryPercent: number;
	readonly netRx: number;
	readonly netTx: number;
	readonly blockRead: number;
	readonly blockWrite: number;
	readonly pids: number;
	/** 0 when unlimited. */
	readonly pidsLimit: number;
	/** Cores that the container was allowed then; 0 without a limit, undefined while the limit is not known. */
	readonly cpuLimit?: number;
	/** Totals since the container started. */
	readonly periods: number;
	readonly throttledPeriods: number;
	readonly throttledNanoseconds: number;
};
