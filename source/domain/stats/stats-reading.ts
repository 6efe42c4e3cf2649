import type { CpuStats, Reading, StatsSample } from './stats.js';

/** Returns true if a sample is empty because the container is not running. */
export function isEmptySample(sample: StatsSample): boolean {
	return sample.read.startsWith('0001-01-01');
}

/**
 * Computes the values of `docker stats` from a sample. The first frame of a stream has no earlier CPU reading: then
 * `previous`, our last sample of the same container, is used; without it `cpuPercent` is undefined.
 * Source: docker/cli cli/command/container/stats_helpers.go.
 */
export function readingOf(sample: StatsSample, previous?: StatsSample): Reading {
	const before = hasReading(sample.precpu_stats) ? sample.precpu_stats : previous?.cpu_stats;
	const memory = memoryWithoutCache(sample.memory_stats);
	const memoryLimit = sample.memory_stats.limit ?? 0;
	const throttling = sample.cpu_stats.throttling_data;
	return {
		at: Date.parse(sample.read),
		cpuPercent: before && hasReading(before) ? cpuPercent(before, sample.cpu_stats) : undefined,
		memory,
		memoryLimit,
		memoryPercent: memoryLimit === 0 ? 0 : (memory / memoryLimit) * 100,
		...network(sample),
		...blockIo(sample),
		pids: sample.pids_stats?.current ?? 0,
		pidsLimit: pidsLimit(sample.pids_stats?.limit ?? 0),
		periods: throttling?.periods ?? 0,
		throttledPeriods: throttling?.throttled_periods ?? 0,
		throttledNanoseconds: throttling?.throttled_time ?? 0,
	};
}

const hasReading = (cpu: CpuStats | undefined): boolean => (cpu?.system_cpu_usage ?? 0) > 0;

/** calculateCPUPercentUnix: 100 is one core. */
function cpuPercent(before: CpuStats, now: CpuStats): number {
	const cpuDelta = now.cpu_usage.total_usage - before.cpu_usage.total_usage;
	const systemDelta = (now.system_cpu_usage ?? 0) - (before.system_cpu_usage ?? 0);
	const cpus = now.online_cpus || now.cpu_usage.percpu_usage?.length || 0;
	return systemDelta > 0 && cpuDelta > 0 ? (cpuDelta / systemDelta) * cpus * 100 : 0;
}

/** calculateMemUsageUnixNoCache: `total_inactive_file` is cgroup v1, `inactive_file` v2. */
function memoryWithoutCache({ usage = 0, stats, privateworkingset }: StatsSample['memory_stats']): number {
	if (usage === 0 && privateworkingset !== undefined) {
		return privateworkingset;
	}
	const v1 = stats?.total_inactive_file;
	if (v1 !== undefined && v1 < usage) {
		return usage - v1;
	}
	const v2 = stats?.inactive_file ?? 0;
	return v2 < usage ? usage - v2 : usage;
}

/** calculateNetwork: the sum of all interfaces. */
function network(sample: StatsSample): { netRx: number; netTx: number } {
	let netRx = 0;
	let netTx = 0;
	for (const one of Object.values(sample.networks ?? {})) {
		netRx += one.rx_bytes;
		netTx += one.tx_bytes;
	}
	return { netRx, netTx };
}

/** calculateBlockIO: entries by the first letter of their operation, `Read` on cgroup v1, `read` on v2. */
function blockIo(sample: StatsSample): { blockRead: number; blockWrite: number } {
	let blockRead = 0;
	let blockWrite = 0;
	for (const entry of sample.blkio_stats?.io_service_bytes_recursive ?? []) {
		const operation = entry.op.charAt(0).toLowerCase();
		if (operation === 'r') {
			blockRead += entry.value;
		} else if (operation === 'w') {
			blockWrite += entry.value;
		}
	}
	return { blockRead, blockWrite };
}

/** The engine sends 0 or the largest 64-bit number for "no limit". */
function pidsLimit(limit: number): number {
	return limit >= Number.MAX_SAFE_INTEGER ? 0 : limit;
}
