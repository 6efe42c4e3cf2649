/** Time as the demo engine sees it, so that tests and benches can own it. */
export type Clock = {
	/** Unix milliseconds. */
	now(): number;
	/** Resolves after `ms`, or at once (without an error) when the signal aborts. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
};

/** The longest delay that setTimeout keeps; longer ones fire at once. */
const longestTimer = 2 ** 31 - 1;

/** The machine's own time. */
export const systemClock: Clock = {
	now: () => Date.now(),
	sleep: (ms, signal) =>
		new Promise(resolve => {
			if (signal.aborted) return resolve();
			const done = () => {
				clearTimeout(timer);
				signal.removeEventListener('abort', done);
				resolve();
			};
			const timer = setTimeout(done, Math.min(longestTimer, Math.max(0, ms)));
			signal.addEventListener('abort', done, { once: true });
		}),
};

export type ManualClock = Clock & {
	/** Moves time forward, waking each sleeper at its own time, in order, and letting it run before the next. */
	advance(ms: number): Promise<void>;
	/** How many are asleep. */
	readonly sleepers: number;
};

type Sleeper = { readonly at: number; readonly wake: () => void };

/** A clock that stands still until it is told to move. `start` is in Unix milliseconds. */
export function manualClock(start = Date.UTC(2026, 0, 1, 12)): ManualClock {
	let now = start;
	let sleepers: Sleeper[] = [];
	return {
		now: () => now,
		sleep: (ms, signal) =>
			new Promise(resolve => {
				if (signal.aborted) return resolve();
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
				if (!next) break;
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

/** Lets everything that was woken run until it sleeps again. */
async function settle(): Promise<void> {
	for (let turn = 0; turn < 3; turn++) await new Promise<void>(resolve => setImmediate(resolve));
}
