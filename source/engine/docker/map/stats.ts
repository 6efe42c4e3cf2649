import type { BlkioEntry, CpuStats, StatsSample } from '../../../domain/stats/stats.js';
import { EngineError } from '../../errors.js';
import { count, object, type Raw, text } from './values.js';

/**
 * A message of `GET /containers/{id}/stats`, without the fields that plimsoll does not read. Throws an EngineError for an error
 * in its place: Podman answers with HTTP 200 and an error for a container that does not run.
 */
export function toStats(value: unknown): StatsSample {
	const raw = object(value);
	if (raw.cpu_stats === undefined && typeof raw.message === 'string') {
		throw new EngineError('conflict', text(raw.message));
	}
	const memory = object(raw.memory_stats);
	const blkio = object(raw.blkio_stats);
	const pids = object(raw.pids_stats);
	return {
		read: text(raw.read),
		preread: text(raw.preread),
		cpu_stats: toCpu(raw.cpu_stats),
		precpu_stats: toCpu(raw.precpu_stats),
		memory_stats: {
			...numbers(memory, ['usage', 'limit', 'failcnt', 'privateworkingset']),
			stats: numbers(object(memory.stats), ['total_inactive_file', 'inactive_file']),
		},
		blkio_stats: { io_service_bytes_recursive: entries(blkio.io_service_bytes_recursive) },
		...(typeof raw.networks === 'object' && raw.networks !== null && { networks: toNetworks(object(raw.networks)) }),
		pids_stats: numbers(pids, ['current', 'limit']),
	};
}

function toCpu(value: unknown): CpuStats {
	const raw = object(value);
	const usage = object(raw.cpu_usage);
	const throttling = object(raw.throttling_data);
	const percpu = usage.percpu_usage;
	return {
		cpu_usage: {
			total_usage: count(usage.total_usage),
			...(Array.isArray(percpu) && { percpu_usage: percpu.map(count) }),
		},
		...numbers(raw, ['system_cpu_usage', 'online_cpus']),
		throttling_data: {
			periods: count(throttling.periods),
			throttled_periods: count(throttling.throttled_periods),
			throttled_time: count(throttling.throttled_time),
		},
	};
}

function numbers(raw: Raw, keys: readonly string[]): Record<string, number> {
	const found: Record<string, number> = {};
	for (const key of keys) {
		const value = raw[key];
		if (typeof value === 'number') {
			found[key] = value;
		}
	}
	return found;
}

function toNetworks(raw: Raw): Record<string, { rx_bytes: number; tx_bytes: number }> {
	const all = Object.entries(raw).map(([name, value]) => {
		const { rx_bytes, tx_bytes } = object(value);
		return [text(name), { rx_bytes: count(rx_bytes), tx_bytes: count(tx_bytes) }] as const;
	});
	return Object.fromEntries(all);
}

function entries(value: unknown): BlkioEntry[] | null {
	if (!Array.isArray(value)) {
		return null;
	}
	return value.map(item => {
		const raw = object(item);
		return { major: count(raw.major), minor: count(raw.minor), op: text(raw.op), value: count(raw.value) };
	});
}
