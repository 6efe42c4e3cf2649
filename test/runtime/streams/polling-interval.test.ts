import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { manualClock } from '../../../source/engine/demo/world/clock.js';
import { createAppStore } from '../../../source/runtime/store.js';
import { createPollingInterval, type Machine } from '../../../source/runtime/streams/polling-interval.js';
import { initialState } from '../../../source/state/initial-state.js';
import { clockOf, fuzzApp } from '../../fuzz/keys/fuzz-app.js';
import { fakeClock } from '../fake-clock.js';

const endpoint = { url: 'unix:///run/docker.sock', origin: 'DOCKER_HOST' };

function pollingOf(machine: Partial<Machine> = {}) {
	const time = fakeClock();
	const store = createAppStore(initialState({ endpoint, size: { columns: 120, rows: 40 }, now: time.clock.now() }));
	const polling = createPollingInterval({
		store,
		clock: time.clock,
		machine: { slowLine: false, load: () => 0, ...machine },
	});
	return { time, polling, store, idle: () => store.getState().statsPaused };
}

describe('the polling interval', () => {
	test('is the base interval, and longer over a slow line and on a machine with a high load', () => {
		expect(pollingOf().polling.intervalMs(1000)).toBe(1000);
		expect(pollingOf({ slowLine: true }).polling.intervalMs(1000)).toBe(2000);
		expect(pollingOf({ load: () => 3 }).polling.intervalMs(1000)).toBe(2000);
		expect(pollingOf({ slowLine: true, load: () => 3 }).polling.intervalMs(1000)).toBe(4000);
		const { polling, store } = pollingOf();
		store.update(state => ({ ...state, roundTripMs: 230 }));
		expect(polling.intervalMs(1000)).toBe(2000);
	});

	test('reads the load as often as the kernel updates it', async () => {
		let reads = 0;
		const { time, polling } = pollingOf({ load: () => (reads++ === 0 ? 0 : 3) });
		for (let second = 0; second < 5; second++) {
			expect(polling.intervalMs(1000)).toBe(1000);
			await time.pass(1000);
		}
		expect(polling.intervalMs(1000)).toBe(2000);
		expect(reads).toBe(2);
	});

	test('delays the redraw of data after a key', async () => {
		const { time, polling } = pollingOf();
		expect(polling.redrawDelayMs()).toBe(0);
		polling.keyPressed();
		expect(polling.redrawDelayMs()).toBe(120);
		await time.pass(100);
		expect(polling.redrawDelayMs()).toBe(20);
		await time.pass(20);
		expect(polling.redrawDelayMs()).toBe(0);
	});

	test('makes statistics idle without the focus, with short reads in between, and not for a short loss of focus', async () => {
		const { time, polling, idle } = pollingOf();
		polling.focus(false);
		await time.pass(9_000);
		polling.focus(true);
		await time.pass(60_000);
		expect(idle()).toBe(false);
		polling.focus(false);
		await time.pass(10_000);
		let idleSeconds = 0;
		for (let second = 0; second < 120; second++) {
			if (idle()) {
				idleSeconds++;
			}
			await time.pass(1000);
		}
		expect(idleSeconds).toBe(90);
		polling.focus(true);
		expect(idle()).toBe(false);
		await time.pass(60_000);
		expect(idle()).toBe(false);
		expect(time.timers).toBe(0);
	});

	test('ends the idle time with a key, even without a report of the focus', async () => {
		const { time, polling, idle } = pollingOf();
		polling.focus(false);
		await time.pass(10_000);
		expect(idle()).toBe(true);
		polling.keyPressed();
		expect(idle()).toBe(false);
		await time.pass(60_000);
		expect(idle()).toBe(false);
	});
});

test('idle statistics end the streams of rows and keep their values', async () => {
	const manual = manualClock();
	const app = fuzzApp(createDemoEngine({ clock: manual, latency: 0 }), clockOf(manual));
	app.runtime.start('default');
	await manual.advance(3000);
	const measured = () => [...app.state().stats.values()].map(({ readings }) => readings.at(-1)?.cpuPercent);
	const streams = () => app.runtime.active().filter(key => key.startsWith('stats:')).length;
	const rows = streams();
	expect(rows).toBeGreaterThan(5);
	expect(measured()).not.toContain(undefined);
	app.runtime.focus(false);
	await manual.advance(10_000);
	expect(streams()).toBe(0);
	await manual.advance(9_000);
	expect(streams()).toBe(rows);
	// A new stream's first sample has no CPU: the known value stays.
	await manual.advance(200);
	expect(measured()).toHaveLength(rows);
	expect(measured()).not.toContain(undefined);
	app.runtime.stop();
});
