import type { LimitsChange } from '../commands/update.js';
import type { ContainerDetail } from '../nouns/container.js';
import { formatBytes, parseBytesFlag, parseSwapFlag } from '../run/values/bytes.js';
import { formatCpus, parseCpus } from '../run/values/cpus.js';
import { parseGoInt } from '../run/values/go-values.js';
import { formatRestart } from '../run/values/restart.js';

/** Present values of a container that `docker update` can change, and `autoRemove`, which restricts the change. */
export type PresentLimits = Pick<ContainerDetail, 'limits' | 'restartPolicy' | 'autoRemove'>;

/** The fields of the limits form; empty means no limit. */
export type LimitTexts = {
	readonly memory: string;
	readonly memorySwap: string;
	readonly memoryReservation: string;
	readonly cpus: string;
	readonly cpuPeriod: string;
	readonly cpuQuota: string;
	readonly cpuShares: string;
	readonly cpusetCpus: string;
	readonly pidsLimit: string;
	readonly restart: string;
};
export type LimitName = keyof LimitTexts;

/** The parser of each text; throws UsageError for an invalid text. */
const readers = {
	memory: parseBytesFlag,
	memorySwap: parseSwapFlag,
	memoryReservation: parseBytesFlag,
	cpus: parseCpus,
	cpuPeriod: parseGoInt,
	cpuQuota: parseGoInt,
	cpuShares: parseGoInt,
	pidsLimit: parseGoInt,
	cpusetCpus: (text: string) => text,
	restart: (text: string) => text,
} as const;

/**
 * Returns how CPU is limited: by `--cpus`, or by period and quota. Docker does not allow a change from one to the other.
 * `either` when neither is set. Source: moby container/container_unix.go, UpdateContainer.
 */
export function cpuForm({ limits }: PresentLimits): 'cpus' | 'quota' | 'either' {
	if (limits.nanoCpus > 0) {
		return 'cpus';
	}
	return limits.cpuPeriod > 0 || limits.cpuQuota > 0 ? 'quota' : 'either';
}

/** The present values as docker's flags spell them. */
export function presentTexts({ limits, restartPolicy }: PresentLimits): LimitTexts {
	const number = (value: number) => (value === 0 ? '' : String(value));
	const bytes = (value: number) => (value === 0 ? '' : formatBytes(value));
	return {
		memory: bytes(limits.memory),
		memorySwap: limits.memorySwap === -1 ? '-1' : bytes(limits.memorySwap),
		memoryReservation: bytes(limits.memoryReservation),
		cpus: limits.nanoCpus === 0 ? '' : formatCpus(limits.nanoCpus),
		cpuPeriod: number(limits.cpuPeriod),
		cpuQuota: number(limits.cpuQuota),
		cpuShares: number(limits.cpuShares),
		cpusetCpus: limits.cpusetCpus,
		pidsLimit: limits.pids > 0 ? String(limits.pids) : '',
		restart: formatRestart({ Name: restartPolicy.name, MaximumRetryCount: restartPolicy.maximumRetryCount }),
	};
}

/** The names of the fields whose value has changed. Throws UsageError for an invalid text. */
export function changedLimits(texts: LimitTexts, present: LimitTexts): readonly LimitName[] {
	const names = Object.keys(readers) as LimitName[];
	return names.filter(name => {
		if (texts[name] === present[name]) {
			return false;
		}
		return texts[name] === '' || present[name] === '' || readers[name](texts[name]) !== readers[name](present[name]);
	});
}

/**
 * Returns true if the engine refuses a new memory limit without swap. The engine compares the limit with the stored sum of
 * memory and swap, even when the sum is 0 (not set) or -1 (no limit). Source: moby container/container_unix.go, UpdateContainer.
 */
export function needsSwap(memory: number, { limits }: PresentLimits): boolean {
	return memory > limits.memorySwap;
}

/**
 * The change for `docker update`: only the changed fields, and swap where the engine requires it again. Throws UsageError
 * for an invalid text.
 */
export function limitsChange(texts: LimitTexts, present: PresentLimits): LimitsChange {
	const names = new Set(changedLimits(texts, presentTexts(present)));
	if (names.has('memory') && texts.memorySwap !== '' && needsSwap(parseBytesFlag(texts.memory), present)) {
		names.add('memorySwap');
	}
	return Object.fromEntries([...names].map(name => [name, readers[name](texts[name])]));
}
