import type { Limits } from '../../nouns/container.js';
import type { ContainerDefaults } from '../../nouns/host.js';
import type { RunOptions } from '../options.js';
import { formatRestart } from '../values/restart.js';
import { numberAt, objectAt, objectsAt, pairsAt, type Raw, textAt } from './raw.js';

/** Limits, restart policy and logging. */
export function resourcesOf(host: Raw, defaults: ContainerDefaults): Partial<RunOptions> {
	const memory = numberAt(host, 'Memory');
	const memorySwap = numberAt(host, 'MemorySwap');
	const swappiness = host.MemorySwappiness;
	const restart = objectAt(host, 'RestartPolicy');
	const cpu = cpuSettings(host);
	const log = objectAt(host, 'LogConfig');
	const logOpt = pairsAt(log, 'Config');
	const logDriver = textAt(log, 'Type');
	return {
		restart: formatRestart({
			Name: textAt(restart, 'Name'),
			MaximumRetryCount: numberAt(restart, 'MaximumRetryCount'),
		}),
		rm: host.AutoRemove === true,
		init: typeof host.Init === 'boolean' ? host.Init : undefined,
		cpus: cpu.nanoCpus,
		cpuPeriod: cpu.cpuPeriod,
		cpuQuota: cpu.cpuQuota,
		cpuRtPeriod: numberAt(host, 'CpuRealtimePeriod'),
		cpuRtRuntime: numberAt(host, 'CpuRealtimeRuntime'),
		cpuShares: numberAt(host, 'CpuShares'),
		cpusetCpus: textAt(host, 'CpusetCpus'),
		cpusetMems: textAt(host, 'CpusetMems'),
		memory,
		// The engine sets memory plus swap to twice the memory by default.
		memorySwap: memorySwap === memory * 2 ? 0 : memorySwap,
		memoryReservation: numberAt(host, 'MemoryReservation'),
		kernelMemory: numberAt(host, 'KernelMemory'),
		memorySwappiness: typeof swappiness === 'number' ? swappiness : -1,
		oomKillDisable: host.OomKillDisable === true,
		oomScoreAdj: numberAt(host, 'OomScoreAdj'),
		pidsLimit: numberAt(host, 'PidsLimit'),
		ulimit: objectsAt(host, 'Ulimits').map(limit => {
			const [soft, hard] = [numberAt(limit, 'Soft'), numberAt(limit, 'Hard')];
			return `${textAt(limit, 'Name')}=${soft === hard ? soft : `${soft}:${hard}`}`;
		}),
		blkioWeight: numberAt(host, 'BlkioWeight'),
		blkioWeightDevice: rates(host, 'BlkioWeightDevice', 'Weight'),
		deviceReadBps: rates(host, 'BlkioDeviceReadBps', 'Rate'),
		deviceReadIops: rates(host, 'BlkioDeviceReadIOps', 'Rate'),
		deviceWriteBps: rates(host, 'BlkioDeviceWriteBps', 'Rate'),
		deviceWriteIops: rates(host, 'BlkioDeviceWriteIOps', 'Rate'),
		logDriver: logDriver === defaults.logDriver && logOpt.length === 0 ? '' : logDriver,
		logOpt,
	};
}

/** The CPUs, or period and quota: Podman returns the same limit in both forms, of which a container can be given one only. */
export function cpuSettings(host: Raw): Pick<Limits, 'nanoCpus' | 'cpuPeriod' | 'cpuQuota'> {
	const [nanoCpus, cpuPeriod, cpuQuota] = [
		numberAt(host, 'NanoCpus'),
		numberAt(host, 'CpuPeriod'),
		numberAt(host, 'CpuQuota'),
	];
	return nanoCpus > 0 ? { nanoCpus, cpuPeriod: 0, cpuQuota: 0 } : { nanoCpus, cpuPeriod, cpuQuota };
}

function rates(host: Raw, key: string, value: string): string[] {
	return objectsAt(host, key).map(item => `${textAt(item, 'Path')}:${numberAt(item, value)}`);
}
