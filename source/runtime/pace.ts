import type { Busy } from './busy.js';
import type { Clock } from './clock.js';

/** What came first waits this long for more of its kind. Milliseconds. */
const gather = 40;
/** Of a long burst, this part of the time at most is spent on refreshing: the engine has other work. */
const share = 1 / 4;
/** Refreshes of one burst are at least this far apart; after this rest, the next one is the first of a new burst. */
const apart = 250;
const rest = 1000;

export type Pace = {
	/** Something is to be refreshed. */
	due(): void;
	/** Refreshes at once, whatever the pace. */
	now(): void;
};

/** Refreshes soon after a change, but seldom enough during a storm of changes; one at a time. `refresh` does not reject. */
export function createPace(options: { clock: Clock; busy: Busy; signal: AbortSignal; refresh(): Promise<void> }): Pace {
	const { clock, busy, signal } = options;
	let running = Promise.resolve();
	let waiting = false;
	let endedAt = Number.NEGATIVE_INFINITY;
	let took = 0;

	async function run(): Promise<void> {
		if (signal.aborted) return;
		const startedAt = clock.now();
		await options.refresh();
		endedAt = clock.now();
		took = endedAt - startedAt;
	}
	const start = (): Promise<void> => {
		running = running.then(run);
		return busy.track(running);
	};

	return {
		due() {
			if (waiting || signal.aborted) return;
			waiting = true;
			const release = busy.hold();
			// How long to wait is known when the one that runs has ended.
			void running.then(() => {
				const since = clock.now() - endedAt;
				const pause = since > rest ? 0 : Math.max(apart, took / share - took) - since;
				clock.after(Math.max(gather, pause), () => {
					waiting = false;
					void start().then(release);
				});
			});
		},
		now: () => void start(),
	};
}
