import type { RunOptions } from '../options.js';
import { UsageError } from '../usage-error.js';
import { parseBytesRate, parseDeviceWeight, parseOperationsRate } from '../values/device-limits.js';
import { exactBytes } from '../values/go-values.js';
import { parseUlimit } from '../values/ulimit.js';
import { apiAtLeast } from './context.js';
import { deviceMappings, deviceRequests } from './devices.js';
import { orNull } from './endpoint-settings.js';

/** The resource limits of `HostConfig`, in the order of docker's client. Throws UsageError. */
export function resources(options: RunOptions, apiVersion: string): Record<string, unknown> {
	const { memorySwappiness } = options;
	if (memorySwappiness < -1 || memorySwappiness > 100) {
		const range = 'Valid memory swappiness range is 0-100';
		throw new UsageError(`invalid value: ${memorySwappiness}. ${range}`, '--memory-swappiness');
	}
	return {
		CpuShares: options.cpuShares,
		Memory: exactBytes(options.memory),
		NanoCpus: options.cpus,
		CgroupParent: options.cgroupParent,
		BlkioWeight: options.blkioWeight,
		BlkioWeightDevice: options.blkioWeightDevice.map(parseDeviceWeight),
		BlkioDeviceReadBps: options.deviceReadBps.map(parseBytesRate),
		BlkioDeviceWriteBps: options.deviceWriteBps.map(parseBytesRate),
		BlkioDeviceReadIOps: options.deviceReadIops.map(parseOperationsRate),
		BlkioDeviceWriteIOps: options.deviceWriteIops.map(parseOperationsRate),
		CpuPeriod: options.cpuPeriod,
		CpuQuota: options.cpuQuota,
		CpuRealtimePeriod: options.cpuRtPeriod,
		CpuRealtimeRuntime: options.cpuRtRuntime,
		CpusetCpus: options.cpusetCpus,
		CpusetMems: options.cpusetMems,
		Devices: deviceMappings(options),
		DeviceCgroupRules: orNull(options.deviceCgroupRule),
		DeviceRequests: deviceRequests(options),
		...kernelMemory(options, apiVersion),
		MemoryReservation: exactBytes(options.memoryReservation),
		MemorySwap: exactBytes(options.memorySwap),
		MemorySwappiness: memorySwappiness,
		OomKillDisable: options.oomKillDisable,
		PidsLimit: options.pidsLimit,
		Ulimits: ulimits(options.ulimit),
		CpuCount: 0,
		CpuPercent: 0,
		IOMaximumIOps: 0,
		IOMaximumBandwidth: 0,
	};
}

/** API 1.42 has dropped the limit; docker then leaves it out. Source: docker/docker client/container_create.go. */
function kernelMemory({ kernelMemory }: RunOptions, apiVersion: string): Record<string, unknown> {
	const isKnown = apiAtLeast(apiVersion, '1.40') && !apiAtLeast(apiVersion, '1.42');
	return kernelMemory > 0 && isKnown ? { KernelMemory: exactBytes(kernelMemory) } : {};
}

/** Keeps the last limit of each name, sorted by name. */
function ulimits(given: readonly string[]): unknown[] {
	const byName = new Map(given.map(text => [parseUlimit(text).Name, parseUlimit(text)]));
	return [...byName.values()].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}
