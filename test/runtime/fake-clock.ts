import type { Clock } from '../../source/runtime/clock.js';

/** A clock that stands still between the calls of `pass`; timers fire in order, and promises settle in between. */
export function fakeClock(start = Date.UTC(2026, 4, 17, 3, 4, 5)) {
	let time = start;
	let timers: { at: number; callback: () => void }[] = [];
	const clock: Clock = {
		now: () => time,
		wallTime: () => time,
		after(ms, callback) {
			const timer = { at: time + Math.max(0, ms), callback };
			timers.push(timer);
			return () => {
				timers = timers.filter(other => other !== timer);
			};
		},
	};
	const settle = async () => {
		for (let turn = 0; turn < 5; turn++) {
			await new Promise<void>(resolve => setImmediate(resolve));
		}
	};
	return {
		clock,
		settle,
		/** Lets `ms` pass. */
		async pass(ms: number): Promise<void> {
			const end = time + ms;
			await settle();
			for (;;) {
				const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
				if (!next) {
					break;
				}
				timers = timers.filter(timer => timer !== next);
				time = Math.max(time, next.at);
				next.callback();
				await settle();
			}
			time = end;
		},
		/** The machine sleeps for `ms`: all timers of that time fire at once when it wakes. */
		async sleep(ms: number): Promise<void> {
			time += ms;
			const due = timers.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at);
			timers = timers.filter(({ at }) => at > time);
			for (const { callback } of due) {
				callback();
			}
			await settle();
		},
		get timers(): number {
			return timers.length;
		},
	};
}
