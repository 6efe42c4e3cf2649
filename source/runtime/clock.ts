/** The runtime's time, which tests and benches replace. Milliseconds. */
export interface Clock {
	/**
	 * Milliseconds since some moment in the past; never goes back. For every duration, deadline and pause: the machine's
	 * wall clock may be set by an hour at any time.
	 */
	now(): number;
	/** Unix milliseconds of this machine's wall clock, which may jump both ways: for display only. */
	wallTime(): number;
	/** Calls back once after `ms`; the returned function cancels that. */
	after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
	now: () => performance.now(),
	wallTime: () => Date.now(),
	after(ms, callback) {
		const timer = setTimeout(callback, ms);
		return () => clearTimeout(timer);
	},
};

/** Both times of a clock, for the state. */
export const timesOf = (clock: Clock): { wallTime: number; monotonic: number } => ({
	wallTime: clock.wallTime(),
	monotonic: clock.now(),
});

/** Resolves after `ms`, when the signal aborts, or when the function that `early` gets is called. */
export function sleep(
	clock: Clock,
	ms: number,
	signal: AbortSignal,
	early?: (wake: () => void) => void,
): Promise<void> {
	return new Promise(resolve => {
		if (signal.aborted) {
			return resolve();
		}
		const done = () => {
			cancel();
			signal.removeEventListener('abort', done);
			resolve();
		};
		const cancel = clock.after(ms, done);
		signal.addEventListener('abort', done, { once: true });
		early?.(done);
	});
}
