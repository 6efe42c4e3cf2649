import { expect, test } from 'vitest';
import { manualClock, systemClock } from '../../../source/engine/demo/world/clock.js';

const signal = new AbortController().signal;

test('a manual clock wakes its sleepers in order, each at its own time', async () => {
	const clock = manualClock(0);
	const woken: string[] = [];
	const nap = async (name: string, ms: number) => {
		await clock.sleep(ms, signal);
		woken.push(`${name}@${clock.now()}`);
	};
	void nap('late', 300);
	void nap('early', 100).then(() => nap('again', 50));
	await clock.advance(200);
	expect(woken).toEqual(['early@100', 'again@150']);
	expect(clock.now()).toBe(200);
	expect(clock.sleepers).toBe(1);
	await clock.advance(100);
	expect(woken.at(-1)).toBe('late@300');
});

test.each([
	['the manual clock', manualClock()],
	['the system clock', systemClock],
])('an aborted sleep on %s ends at once', async (_, clock) => {
	const controller = new AbortController();
	const sleeping = clock.sleep(3_600_000, controller.signal);
	controller.abort();
	await expect(sleeping).resolves.toBeUndefined();
	await expect(clock.sleep(3_600_000, controller.signal)).resolves.toBeUndefined();
});
