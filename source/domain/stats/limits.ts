import type { Limits } from '../nouns/container.js';
import { compactBytes, compactParts } from '../text/units.js';
import type { Reading } from './stats.js';

/**
 * Cores that a container may use: the smallest of NanoCpus, quota per period and the size of its cpuset; undefined without
 * a limit below the host's cores. A period of 0 is the kernel's 100 ms.
 */
export function cpuLimit(limits: Limits, hostCpus: number): number | undefined {
	const candidates: number[] = [];
	if (limits.nanoCpus > 0) {
		candidates.push(limits.nanoCpus / 1e9);
	}
	if (limits.cpuQuota > 0) {
		candidates.push(limits.cpuQuota / (limits.cpuPeriod > 0 ? limits.cpuPeriod : 100_000));
	}
	const cpuset = parseCpuset(limits.cpusetCpus);
	if (cpuset !== undefined && cpuset.length > 0) {
		candidates.push(cpuset.length);
	}
	const limit = Math.min(...candidates);
	return limit < (hostCpus > 0 ? hostCpus : Number.POSITIVE_INFINITY) ? limit : undefined;
}

/** Bytes that a container may use; undefined without a limit below the host's memory. */
export function memoryLimit(limits: Limits, hostMemory: number): number | undefined {
	return limits.memory > 0 && (hostMemory <= 0 || limits.memory < hostMemory) ? limits.memory : undefined;
}

/** The CPUs of `0-3,5`, ascending; undefined for an invalid list. Source: moby pkg/parsers ParseUintList. */
export function parseCpuset(text: string): readonly number[] | undefined {
	if (text.trim() === '') {
		return [];
	}
	const cpus = new Set<number>();
	for (const part of text.split(',')) {
		const match = /^\s*(\d{1,4})(?:-(\d{1,4}))?\s*$/.exec(part);
		if (!match) {
			return undefined;
		}
		const first = Number(match[1]);
		const last = match[2] === undefined ? first : Number(match[2]);
		if (last < first) {
			return undefined;
		}
		for (let cpu = first; cpu <= last; cpu++) {
			cpus.add(cpu);
		}
	}
	return [...cpus].sort((a, b) => a - b);
}

export type LoadLevel = 'normal' | 'near' | 'at';

/** Compares a use with its limit, in the same unit: `near` from 80 %, `at` from 95 % of the limit. */
export function loadLevel(used: number, limit: number): LoadLevel {
	if (!(limit > 0)) {
		return 'normal';
	}
	const share = used / limit;
	return share >= 0.95 ? 'at' : share >= 0.8 ? 'near' : 'normal';
}

/** `18/20%`: per cent of one core used and allowed; `3% ∞` without a limit; `--` without data. `limit` in cores. */
export function cpuText(percent: number | undefined, limit: number | undefined, unlimited = '∞'): string {
	if (percent === undefined) {
		return '--';
	}
	if (limit === undefined) {
		return `${short(percent)}% ${unlimited}`;
	}
	const isSmall = limit * 100 < smallPercent;
	return `${isSmall ? tenths(percent) : short(percent)}/${percentText(limit * 100)}`;
}

/** `41/300M`, `900M/2G`: memory used and allowed; `41M ∞` without a limit; `--` without data. Bytes. */
export function memoryText(used: number | undefined, limit: number | undefined, unlimited = '∞'): string {
	if (used === undefined) {
		return '--';
	}
	if (limit === undefined) {
		return `${compactBytes(used)} ${unlimited}`;
	}
	const [number, unit] = compactParts(used);
	return unit === compactParts(limit)[1]
		? `${number}/${compactBytes(limit)}`
		: `${number}${unit}/${compactBytes(limit)}`;
}

/** Sums of what all containers use and of their limits. */
type HostLoad = {
	/** Cores. */
	readonly cpuUsed: number;
	readonly cpuLimits: number;
	/** Bytes. */
	readonly memoryUsed: number;
	readonly memoryLimits: number;
	/** Number of running containers without a limit; the sums of limits mean little when there are any. */
	readonly cpuUnlimited: number;
	readonly memoryUnlimited: number;
};

/** Computes the sums for the load line of the header. Limits that are not loaded yet count as 0. */
export function hostLoad(
	items: Iterable<{ readonly reading?: Reading; readonly limits?: Limits }>,
	host: { readonly cpus: number; readonly memory: number },
): HostLoad {
	const load = { cpuUsed: 0, cpuLimits: 0, memoryUsed: 0, memoryLimits: 0, cpuUnlimited: 0, memoryUnlimited: 0 };
	for (const { reading, limits } of items) {
		load.cpuUsed += (reading?.cpuPercent ?? 0) / 100;
		load.memoryUsed += reading?.memory ?? 0;
		if (limits === undefined) {
			continue;
		}
		const cpu = cpuLimit(limits, host.cpus);
		const memory = memoryLimit(limits, host.memory);
		load.cpuLimits += cpu ?? 0;
		load.memoryLimits += memory ?? 0;
		if (cpu === undefined) {
			load.cpuUnlimited++;
		}
		if (memory === undefined) {
			load.memoryUnlimited++;
		}
	}
	return load;
}

/** Below this, a limit may have a decimal: 1.5 % is not 2 %. */
const smallPercent = 10;

/** Per cents of a limit or an axis: `1.5%`, `2%`, `50%`. */
export const percentText = (percent: number): string =>
	`${percent < smallPercent ? tenths(percent) : Math.round(percent)}%`;

const tenths = (percent: number): string => percent.toFixed(1).replace(/\.0$/, '');

/** Whole per cents; tenths below 1 %, so that a small load is not shown as 0. */
function short(percent: number): string {
	return percent > 0 && percent < 0.95 ? percent.toFixed(1) : String(Math.round(percent));
}
