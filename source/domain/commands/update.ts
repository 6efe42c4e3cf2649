import { runOptions } from '../run/defaults.js';
import { resourceFlags } from '../run/flags/resources.js';
import type { RunOptions } from '../run/options.js';
import { parseRestart } from '../run/values/restart.js';
import { type Command, type Names, option, postJson } from './api-request.js';

/** The limits that `docker update` can change. A limit that is left out stays. Units as in RunOptions. */
export type LimitsChange = Partial<
	Pick<
		RunOptions,
		| 'cpus'
		| 'cpuPeriod'
		| 'cpuQuota'
		| 'cpuShares'
		| 'cpusetCpus'
		| 'cpusetMems'
		| 'memory'
		| 'memorySwap'
		| 'memoryReservation'
		| 'pidsLimit'
		| 'blkioWeight'
		| 'restart'
	>
>;

/**
 * `docker update --cpus 1.5 web`. Zero and an empty text in the request do not change a limit. The request throws UsageError for
 * an invalid restart policy.
 */
export const updateCommand: Command<LimitsChange, Names> = {
	argv(containers, change) {
		const { restart, ...limits } = change;
		const options = runOptions(limits);
		const flags = resourceFlags.flatMap(flag => flag.write(options));
		// `no` is a change here; `docker run` has it as the default and leaves it out.
		return ['docker', 'update', ...flags, ...option('--restart', restart), ...containers];
	},
	request: (container, change) => postJson(['containers', { id: container }, 'update'], updateBody(change)),
};

function updateBody(change: LimitsChange): Record<string, unknown> {
	const options = runOptions(change);
	return {
		CpuShares: options.cpuShares,
		Memory: options.memory,
		NanoCpus: options.cpus,
		CgroupParent: '',
		BlkioWeight: options.blkioWeight,
		BlkioWeightDevice: null,
		BlkioDeviceReadBps: null,
		BlkioDeviceWriteBps: null,
		BlkioDeviceReadIOps: null,
		BlkioDeviceWriteIOps: null,
		CpuPeriod: options.cpuPeriod,
		CpuQuota: options.cpuQuota,
		CpuRealtimePeriod: 0,
		CpuRealtimeRuntime: 0,
		CpusetCpus: options.cpusetCpus,
		CpusetMems: options.cpusetMems,
		Devices: null,
		DeviceCgroupRules: null,
		DeviceRequests: null,
		MemoryReservation: options.memoryReservation,
		MemorySwap: options.memorySwap,
		MemorySwappiness: null,
		OomKillDisable: null,
		PidsLimit: options.pidsLimit === 0 ? null : options.pidsLimit,
		Ulimits: null,
		CpuCount: 0,
		CpuPercent: 0,
		IOMaximumIOps: 0,
		IOMaximumBandwidth: 0,
		RestartPolicy: parseRestart(change.restart ?? ''),
	};
}
