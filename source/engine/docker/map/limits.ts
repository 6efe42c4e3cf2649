import type { Limits } from '../../../domain/nouns/container.js';
import { count, type Raw, text } from './values.js';

/** The limits in a HostConfig. */
export function toLimits(host: Raw): Limits {
	return {
		nanoCpus: count(host.NanoCpus),
		cpuPeriod: count(host.CpuPeriod),
		cpuQuota: count(host.CpuQuota),
		cpusetCpus: text(host.CpusetCpus),
		cpuShares: count(host.CpuShares),
		memory: count(host.Memory),
		memorySwap: count(host.MemorySwap),
		memoryReservation: count(host.MemoryReservation),
		pids: count(host.PidsLimit),
	};
}
