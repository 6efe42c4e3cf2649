/** Time as the runtime sees it, so that tests and benches may own it. Milliseconds. */
export interface Clock {
	/** Unix milliseconds. */
	now(): number;
	/** Calls back once after `ms`; the answer cancels. */
	after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
	now: () => Date.now(),
	after(ms, callback) {
		const timer = setTimeout(callback, ms);
		return () => clearTimeout(timer);
	},
};

/** Resolves after `ms`, or at once when the signal aborts, or when what is given to `early` is called. */
export function sleep(
	clock: Clock,
	ms: number,
	signal: AbortSignal,
	early?: (wake: () => void) => void,
): Promise<void> {
	return new Promise(resolve => {
		if (signal.aborted) return resolve();
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
