import type { BlkioEntry, StatsSample } from '../../../domain/stats/stats.js';
import { machine, usageAt } from '../world/meter.js';
import type { ContainerRecord } from '../world/model.js';

const never = '0001-01-01T00:00:00Z';
const nothing = {
	cpu_usage: { total_usage: 0 },
	throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
} as const;

/**
 * Returns a sample as an engine on cgroup v2 sends it; `previous` is the time of the sample before, undefined in the first
 * frame of a stream. Times are Unix milliseconds. A stopped container has an empty sample.
 */
export function sampleAt(container: ContainerRecord, at: number, previous?: number): StatsSample {
	if (container.state !== 'running' && container.state !== 'paused') {
		return { read: never, preread: never, cpu_stats: nothing, precpu_stats: nothing, memory_stats: {} };
	}
	const { program, hostConfig } = container;
	const usage = usageAt(container, at);
	const cache = Math.round(program.load.memory * 0.22 * Math.min(1, usage.active / 60));
	const limit = hostConfig.Memory || machine.memory;
	const total = Math.min(usage.memory + cache, limit);
	return {
		read: new Date(at).toISOString(),
		preread: previous === undefined ? never : new Date(previous).toISOString(),
		cpu_stats: cpuAt(container, at),
		precpu_stats: previous === undefined ? nothing : cpuAt(container, previous),
		memory_stats: {
			usage: total,
			limit,
			stats: {
				anon: Math.round(usage.memory * 0.86),
				file: cache,
				inactive_file: total - usage.memory,
				active_file: Math.round(cache * 0.2),
				kernel_stack: program.load.pids * 16_384,
				slab: Math.round(usage.memory * 0.04),
				pgfault: Math.round(usage.active * 210),
				pgmajfault: Math.round(usage.active / 900),
			},
		},
		blkio_stats: { io_service_bytes_recursive: blockIo(container, usage.active) },
		networks: networks(container, usage.active),
		pids_stats: { current: program.load.pids, limit: hostConfig.PidsLimit || 2 ** 64 },
	};
}

function cpuAt(container: ContainerRecord, at: number): StatsSample['cpu_stats'] {
	const usage = usageAt(container, at);
	const limited = Boolean(container.hostConfig.NanoCpus || container.hostConfig.CpuQuota);
	const throttled = Math.round(usage.throttled * 10);
	return {
		cpu_usage: { total_usage: Math.round(usage.cpu * 1e9) },
		system_cpu_usage: Math.round(((at % 4_000_000_000) + machine.uptime) * machine.cpus) * 1e6,
		online_cpus: machine.cpus,
		throttling_data: {
			periods: limited ? Math.round(usage.active * 10) : 0,
			throttled_periods: limited ? throttled : 0,
			throttled_time: limited ? Math.round(usage.throttled * 4e8) : 0,
		},
	};
}

function blockIo({ program, key }: ContainerRecord, seconds: number): readonly BlkioEntry[] {
	const device = { major: 259, minor: key % 2 };
	return [
		{ ...device, op: 'read', value: Math.round((program.load.read * seconds) / 4096) * 4096 + 12_288_000 },
		{ ...device, op: 'write', value: Math.round((program.load.write * seconds) / 4096) * 4096 },
	];
}

function networks({ program, networks: attached }: ContainerRecord, seconds: number): StatsSample['networks'] {
	const out: Record<string, { rx_bytes: number; tx_bytes: number }> = {};
	let index = 0;
	for (const { ip } of attached.values()) {
		if (!ip) {
			continue;
		}
		const share = index === 0 ? 1 : 0.1;
		out[`eth${index++}`] = {
			rx_bytes: 1_430 + Math.round(program.load.receive * share * seconds),
			tx_bytes: Math.round(program.load.send * share * seconds),
		};
	}
	return index > 0 ? out : undefined;
}
