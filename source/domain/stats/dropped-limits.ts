import type { Host, LimitKind } from '../nouns/host.js';

/** The parts of an engine's description that decide which limits it sets. */
export type LimitSupport = Pick<Host, 'cgroupDriver' | 'droppedLimits'>;

/** The kind of each limit, by the name of docker's flag and of the field in the form of `docker update`. */
const kinds: Readonly<Record<string, LimitKind>> = {
	memory: 'memory',
	'memory-swap': 'memory',
	memorySwap: 'memory',
	memoryReservation: 'memory',
	cpus: 'cpu',
	'cpu-period': 'cpu',
	cpuPeriod: 'cpu',
	'cpu-quota': 'cpu',
	cpuQuota: 'cpu',
	cpuShares: 'cpuShares',
	cpusetCpus: 'cpuset',
	'pids-limit': 'pids',
	pidsLimit: 'pids',
};

/** Returns false for an engine without cgroups: its statistics are those of the whole machine, not of a container. */
export const isMeasured = (host: Pick<Host, 'cgroupDriver'> | undefined): boolean => host?.cgroupDriver !== 'none';

/** Returns the reason why the engine would drop a limit, which is named as a flag or a field; undefined if it sets it. */
export function whyDropped(name: string, host: LimitSupport | undefined): string | undefined {
	const kind = kinds[name];
	if (kind === undefined || host?.droppedLimits.includes(kind) !== true) {
		return undefined;
	}
	return `the engine would drop it: it ${isMeasured(host) ? 'has no cgroup for this limit' : 'runs without cgroups'}`;
}
