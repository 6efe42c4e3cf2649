import type { Clock } from '../../../source/runtime/clock.js';

type Timer = { readonly at: number; readonly callback: () => void };

/**
 * A clock that only the test advances, in steps: all timers that are due by the end of a step fire together, so that half
 * an hour passes in seconds.
 */
export function coarseClock(start = Date.UTC(2026, 4, 17, 3, 4, 5)) {
	let time = start;
	const timers = new Set<Timer>();
	const clock: Clock = {
		now: () => time,
		wallTime: () => time,
		after(ms, callback) {
			const timer = { at: time + Math.max(0, ms), callback };
			timers.add(timer);
			return () => timers.delete(timer);
		},
	};
	return {
		clock,
		/** Advances the clock by `ms`, and lets woken work run until it sleeps again. */
		async step(ms: number): Promise<void> {
			time += ms;
			const due = [...timers].filter(({ at }) => at <= time).sort((a, b) => a.at - b.at);
			for (const timer of due) {
				if (timers.delete(timer)) {
					timer.callback();
				}
			}
			for (let turn = 0; turn < 4; turn++) {
				await new Promise<void>(resolve => setImmediate(resolve));
			}
		},
		get timers(): number {
			return timers.size;
		},
	};
}
