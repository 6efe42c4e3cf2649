import { type Clock, sleep } from '../clock.js';

/** The delay after the first failure, and the longest one. Milliseconds. */
export type Backoff = { readonly firstMs: number; readonly maxMs?: number };

const defaultMaxMs = 30_000;

/** Counts how often one thing failed in a row, and delays each further try twice as long as the last one. */
export class Retry {
	readonly #clock: Clock;
	readonly #backoff: () => Backoff;
	#failures = 0;
	#wake = () => {};
	#cancel: (() => void) | undefined;

	/** A function as `backoff` is called for each delay. */
	constructor(clock: Clock, backoff: Backoff | (() => Backoff)) {
		this.#clock = clock;
		this.#backoff = typeof backoff === 'function' ? backoff : () => backoff;
	}

	/** Failures since the last success. */
	get failures(): number {
		return this.#failures;
	}

	/** The delay before the next try: `firstMs` up to the first failure, then doubled. */
	get delayMs(): number {
		const { firstMs, maxMs = defaultMaxMs } = this.#backoff();
		return Math.min(maxMs, firstMs * 2 ** Math.min(Math.max(0, this.#failures - 1), 20));
	}

	/** Returns true while a try is scheduled. */
	get isScheduled(): boolean {
		return this.#cancel !== undefined;
	}

	fail(): void {
		this.#failures++;
	}

	/** The thing succeeded: the next failure counts as the first, and a scheduled try is cancelled. */
	reset(): void {
		this.#failures = 0;
		this.cancel();
	}

	/** Resolves after the delay, at `wake`, or when the signal aborts. */
	wait(signal: AbortSignal): Promise<void> {
		return sleep(this.#clock, this.delayMs, signal, wake => {
			this.#wake = wake;
		});
	}

	/** Resolves at `wake`, or when the signal aborts, however long that takes. */
	waitForWake(signal: AbortSignal): Promise<void> {
		return new Promise(resolve => {
			const done = () => {
				signal.removeEventListener('abort', done);
				resolve();
			};
			this.#wake = done;
			signal.addEventListener('abort', done, { once: true });
		});
	}

	/** Ends a wait at once; does nothing when there is none. */
	wake(): void {
		this.#wake();
	}

	/** Calls back once after the delay, in the place of a try that is scheduled already. */
	schedule(callback: () => void): void {
		this.cancel();
		this.#cancel = this.#clock.after(this.delayMs, () => {
			this.#cancel = undefined;
			callback();
		});
	}

	cancel(): void {
		this.#cancel?.();
		this.#cancel = undefined;
	}
}
