import { runOptions } from '../run/defaults.js';
import { runFlags } from '../run/flags/run-flags.js';
import type { RunOptions } from '../run/options.js';
import { parseRestart } from '../run/restart.js';
import { type ApiRequest, option } from './api-request.js';

/** What `docker update` can change; what is not named stays. Units as in RunOptions. */
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

/** `docker update --cpus 1.5 web`. */
export function updateArgv(containers: readonly string[], change: LimitsChange): string[] {
	const { restart, ...limits } = change;
	const options = runOptions(limits);
	const flags = runFlags.flatMap(flag => flag.write(options));
	// Here `no` is a change, and not what goes without saying.
	return ['docker', 'update', ...flags, ...option('--restart', restart), ...containers];
}

/** `POST /containers/{id}/update`; zero and empty mean "as it is". Throws UsageError for a bad restart policy. */
export function updateRequest(container: string, change: LimitsChange): ApiRequest {
	return { method: 'POST', path: `/containers/${container}/update`, query: {}, body: updateBody(change) };
}

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
