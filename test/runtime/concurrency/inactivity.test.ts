import { describe, expect, test } from 'vitest';
import { InactivityWatch, watchInactivity } from '../../../source/runtime/concurrency/inactivity.js';
import { fakeClock } from '../fake-clock.js';

const limitMs = 10_000;

function watch() {
	const time = fakeClock();
	let calls = 0;
	const timer = watchInactivity(time.clock, limitMs, () => calls++);
	return { time, timer, calls: () => calls };
}

describe('an inactivity timer', () => {
	test('calls back after its limit, and after each further one', async () => {
		const { time, calls } = watch();
		await time.pass(limitMs - 1);
		expect(calls()).toBe(0);
		await time.pass(1);
		expect(calls()).toBe(1);
		await time.pass(limitMs);
		expect(calls()).toBe(2);
	});

	test('begins its limit anew with each reset', async () => {
		const { time, timer, calls } = watch();
		for (let second = 0; second < 60; second++) {
			await time.pass(1000);
			timer.reset();
		}
		expect(calls()).toBe(0);
		await time.pass(limitMs);
		expect(calls()).toBe(1);
	});

	test('does not count the time in which the machine slept', async () => {
		const { time, calls } = watch();
		await time.sleep(3_600_000);
		expect(calls()).toBe(0);
		await time.pass(limitMs - 1000);
		expect(calls()).toBe(0);
		await time.pass(1000);
		expect(calls()).toBe(1);
	});

	test('ends with its stop', async () => {
		const { time, timer, calls } = watch();
		timer.stop();
		await time.pass(2 * limitMs);
		expect([calls(), time.timers]).toEqual([0, 0]);
	});
});

describe('a watch over many streams', () => {
	test('has one timer for all, and none without a stream', async () => {
		const time = fakeClock();
		const streams = new InactivityWatch(time.clock, limitMs);
		const timers = Array.from({ length: 20 }, () => streams.watch(() => {}));
		expect(time.timers).toBe(1);
		for (const timer of timers) {
			timer.stop();
		}
		expect(time.timers).toBe(0);
	});

	test('calls back for the inactive streams alone, within the limit and a fifth of it', async () => {
		const time = fakeClock();
		const streams = new InactivityWatch(time.clock, limitMs);
		const inactive: string[] = [];
		const active = streams.watch(() => inactive.push('active'));
		streams.watch(() => inactive.push('silent'));
		for (let second = 0; second < (limitMs * 1.2) / 1000; second++) {
			await time.pass(1000);
			active.reset();
		}
		expect(inactive).toEqual(['silent']);
	});
});
