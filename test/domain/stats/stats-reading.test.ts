import { describe, expect, test } from 'vitest';
import type { StatsSample } from '../../../source/domain/stats/stats.js';
import { isEmptySample, readingOf } from '../../../source/domain/stats/stats-reading.js';

const v1: StatsSample = {
	read: '2026-01-02T03:04:05.5Z',
	preread: '2026-01-02T03:04:04.5Z',
	cpu_stats: {
		cpu_usage: { total_usage: 3_000_000_000, percpu_usage: [1, 2, 3, 4] },
		system_cpu_usage: 104_000_000_000,
		online_cpus: 4,
		throttling_data: { periods: 100, throttled_periods: 25, throttled_time: 7 },
	},
	precpu_stats: { cpu_usage: { total_usage: 2_500_000_000 }, system_cpu_usage: 100_000_000_000 },
	memory_stats: { usage: 1000, limit: 4000, stats: { total_inactive_file: 300, inactive_file: 100 } },
	blkio_stats: {
		io_service_bytes_recursive: [
			{ major: 8, minor: 0, op: 'Read', value: 10 },
			{ major: 8, minor: 0, op: 'Write', value: 20 },
			{ major: 8, minor: 0, op: 'Total', value: 30 },
			{ major: 8, minor: 1, op: 'read', value: 1 },
			{ major: 8, minor: 1, op: '', value: 99 },
		],
	},
	networks: { eth0: { rx_bytes: 5, tx_bytes: 6 }, eth1: { rx_bytes: 50, tx_bytes: 60 } },
	pids_stats: { current: 7, limit: 100 },
};

describe('readingOf', () => {
	test('computes the values of docker stats', () => {
		expect(readingOf(v1)).toEqual({
			at: Date.parse('2026-01-02T03:04:05.500Z'),
			cpuPercent: 50,
			memory: 700,
			memoryLimit: 4000,
			memoryPercent: 17.5,
			netRx: 55,
			netTx: 66,
			blockRead: 11,
			blockWrite: 20,
			pids: 7,
			pidsLimit: 100,
			periods: 100,
			throttledPeriods: 25,
			throttledNanoseconds: 7,
		});
	});

	test('counts the CPUs by their usage when the engine does not send the number', () => {
		const sample = { ...v1, cpu_stats: { ...v1.cpu_stats, online_cpus: 0 } };
		expect(readingOf(sample).cpuPercent).toBe(50);
	});

	test.each([
		['cgroup v2', { usage: 1000, stats: { inactive_file: 100 } }, 900],
		[
			'a v1 cache above the usage uses the v2 field',
			{ usage: 1000, stats: { total_inactive_file: 1000, inactive_file: 10 } },
			990,
		],
		['a v2 cache above the usage is ignored', { usage: 1000, stats: { inactive_file: 1000 } }, 1000],
		['no details', { usage: 1000 }, 1000],
		['nothing', {}, 0],
		['Windows', { privateworkingset: 77 }, 77],
	])('computes the memory: %s', (_, memory_stats, expected) => {
		expect(readingOf({ ...v1, memory_stats }).memory).toBe(expected);
	});

	test('has no CPU in the first frame of a stream, unless there is an earlier sample', () => {
		const first = { ...v1, precpu_stats: { cpu_usage: { total_usage: 0 } } };
		expect(readingOf(first).cpuPercent).toBeUndefined();
		const previous = { ...v1, cpu_stats: v1.precpu_stats };
		expect(readingOf(first, previous).cpuPercent).toBe(50);
	});

	test('never returns negative values', () => {
		const sample = { ...v1, cpu_stats: { ...v1.cpu_stats, cpu_usage: { total_usage: 1 } } };
		expect(readingOf(sample).cpuPercent).toBe(0);
	});

	test('treats the largest number as no pids limit', () => {
		expect(readingOf({ ...v1, pids_stats: { current: 1, limit: 18446744073709552000 } }).pidsLimit).toBe(0);
	});
});

describe('isEmptySample', () => {
	test('returns true for the frame of a stopped container', () => {
		expect([isEmptySample({ ...v1, read: '0001-01-01T00:00:00Z' }), isEmptySample(v1)]).toEqual([true, false]);
	});
});
