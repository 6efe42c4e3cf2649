/** Clock of the demo engine; tests and benchmarks replace it. */
export type Clock = {
	/** Unix milliseconds. */
	now(): number;
	/** Resolves after `ms`, or at once (without an error) when the signal aborts. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
};

/** Maximum delay of setTimeout; a longer delay fires at once. */
const maxTimerMs = 2 ** 31 - 1;

/** The time of this machine. */
export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: (ms, signal) =>
		new Promise(resolve => {
			if (signal.aborted) {
				return resolve();
			}
			const done = () => {
				clearTimeout(timer);
				signal.removeEventListener('abort', done);
				resolve();
			};
			const timer = setTimeout(done, Math.min(maxTimerMs, Math.max(0, ms)));
			signal.addEventListener('abort', done, { once: true });
		}),
};

export type ManualClock = Clock & {
	/** Advances the time. Wakes each sleeper at its time, in order, and lets it run before the next one. */
	advance(ms: number): Promise<void>;
	/** Number of pending `sleep` calls. */
	readonly sleepers: number;
};

type Sleeper = { readonly at: number; readonly wake: () => void };

/** A clock that moves only by `advance`. `start` is in Unix milliseconds. */
export function manualClock(start = Date.UTC(2026, 0, 1, 12)): ManualClock {
	let now = start;
	let sleepers: Sleeper[] = [];
	return {
		now: () => now,
		sleep: (ms, signal) =>
			new Promise(resolve => {
				if (signal.aborted) {
					return resolve();
				}
				const wake = () => {
					sleepers = sleepers.filter(other => other !== sleeper);
					signal.removeEventListener('abort', wake);
					resolve();
				};
				const sleeper = { at: now + Math.max(0, ms), wake };
				sleepers.push(sleeper);
				signal.addEventListener('abort', wake, { once: true });
			}),
		async advance(ms) {
			const end = now + ms;
			await settle();
			for (;;) {
				const next = sleepers.reduce<Sleeper | undefined>(
					(first, one) => (one.at <= end && (!first || one.at < first.at) ? one : first),
					undefined,
				);
				if (!next) {
					break;
				}
				now = Math.max(now, next.at);
				next.wake();
				await settle();
			}
			now = end;
			await settle();
		},
		get sleepers() {
			return sleepers.length;
		},
	};
}

/** Runs the woken sleepers until they sleep again. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 3; turn++) {
		await new Promise<void>(resolve => setImmediate(resolve));
	}
}
