import { describe, expect, test } from 'vitest';
import type { Reading } from '../../../source/domain/stats/stats.js';
import { pushReading, type StatsHistory } from '../../../source/domain/stats/stats-history.js';

function reading(at: number, more: Partial<Reading> = {}): Reading {
	const none = { memory: 0, memoryLimit: 0, memoryPercent: 0, netRx: 0, netTx: 0, blockRead: 0, blockWrite: 0 };
	const counts = { pids: 0, pidsLimit: 0, periods: 0, throttledPeriods: 0, throttledNanoseconds: 0 };
	return { at, cpuPercent: undefined, ...none, ...counts, ...more };
}

const push = (cap: number, ...readings: Reading[]) =>
	readings.reduce<StatsHistory | undefined>((history, one) => pushReading(history, one, cap), undefined);

describe('pushReading', () => {
	test('keeps the newest readings, at most the cap', () => {
		const history = push(3, ...[1, 2, 3, 4, 5].map(at => reading(at)));
		expect(history?.readings.map(one => one.at)).toEqual([3, 4, 5]);
		expect(push(1, reading(1), reading(2))?.readings.map(one => one.at)).toEqual([2]);
	});

	test('replaces a reading that is not newer', () => {
		expect(push(5, reading(1), reading(2), reading(2, { pids: 4 }))?.readings.map(one => [one.at, one.pids])).toEqual([
			[1, 0],
			[2, 4],
		]);
	});

	test('computes rates per second and the share of throttled periods', () => {
		const history = push(
			5,
			reading(0, { netRx: 100, periods: 10, throttledPeriods: 2 }),
			reading(2000, { netRx: 300, netTx: 8, blockRead: 20, blockWrite: 40, periods: 30, throttledPeriods: 7 }),
		);
		expect(history?.rates).toEqual({ netRx: 100, netTx: 4, blockRead: 10, blockWrite: 20, throttled: 0.25 });
	});

	test('has no rates with one reading or after a restart, and no throttling without a quota', () => {
		expect(push(5, reading(0))?.rates).toBeUndefined();
		expect(push(5, reading(0, { netRx: 9 }), reading(1000))?.rates).toBeUndefined();
		expect(push(5, reading(0), reading(1000))?.rates?.throttled).toBeUndefined();
		expect(push(5, reading(0, { periods: 3 }), reading(1000, { periods: 3 }))?.rates?.throttled).toBe(0);
	});

	test('starts again when the engine’s clock is set back, and continues when it is set forward', () => {
		const before = [reading(3_600_000), reading(3_601_000)];
		const back = push(5, ...before, reading(1000, { netRx: 100 }), reading(2000, { netRx: 300 }));
		expect(back?.readings.map(({ at }) => at)).toEqual([1000, 2000]);
		expect(back?.rates?.netRx).toBe(200);
		expect(push(5, ...before, reading(9_000_000))?.readings).toHaveLength(3);
	});
});
