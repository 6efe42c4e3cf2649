import type { Clock } from './clock.js';

type Entry = { at: number; readonly run: (at: number) => void };

/** Maximum time to catch up on, in milliseconds; overdue entries run at most this long in the past. */
const maxCatchUpMs = 10 * 60_000;

/**
 * The scheduled entries of the demo world. Each call first runs the entries that were due since the last one; a timer runs
 * only while there are watchers, so that an unused demo costs no CPU.
 */
export class Timeline {
	#entries: Entry[] = [];
	#watchers = 0;
	#wake: AbortController | undefined;
	#at: number | undefined;
	readonly #clock: Clock;
	constructor(clock: Clock) {
		this.#clock = clock;
	}

	/** Unix milliseconds: the clock's time, or the time of the entry that runs now. */
	now(): number {
		return this.#at ?? this.#clock.now();
	}

	/** Schedules a call; returns a function that cancels it. */
	schedule(at: number, run: (at: number) => void): () => void {
		const entry = { at, run };
		this.#entries.push(entry);
		this.#wake?.abort();
		return () => {
			this.#entries = this.#entries.filter(other => other !== entry);
		};
	}

	/** Runs all entries that are due, in order, each at its own time. */
	catchUp(): void {
		if (this.#at !== undefined) {
			return;
		}
		const now = this.#clock.now();
		for (;;) {
			const next = this.#next();
			if (!next || next.at > now) {
				return;
			}
			this.#entries = this.#entries.filter(other => other !== next);
			this.#at = Math.max(next.at, now - maxCatchUpMs);
			try {
				next.run(this.#at);
			} finally {
				this.#at = undefined;
			}
		}
	}

	/** Runs entries by a timer until the returned function is called. */
	watch(): () => void {
		this.#watchers++;
		if (this.#watchers === 1) {
			void this.#drive();
		}
		let released = false;
		return () => {
			if (released) {
				return;
			}
			released = true;
			this.#watchers--;
			if (this.#watchers === 0) {
				this.#wake?.abort();
			}
		};
	}

	#next(): Entry | undefined {
		let first: Entry | undefined;
		for (const entry of this.#entries) {
			if (!first || entry.at < first.at) {
				first = entry;
			}
		}
		return first;
	}

	async #drive(): Promise<void> {
		if (this.#wake) {
			return;
		}
		while (this.#watchers > 0) {
			this.catchUp();
			const wake = new AbortController();
			this.#wake = wake;
			const next = this.#next();
			await this.#clock.sleep(next ? next.at - this.#clock.now() : 3_600_000, wake.signal);
		}
		this.#wake = undefined;
	}
}
