import type { Clock } from '../clock.js';

/** A timer that fires later than this shows that this process or its machine was suspended, not the watched one. */
const lateMs = 2000;
/** The end of the limit, in which this process may still read what came while it had other work. */
const graceMs = 250;

/** `reset` begins the limit anew: something came. */
export type InactivityTimer = { reset(): void; stop(): void };

/**
 * Calls back when there was no `reset` for `limitMs`, and after each further `limitMs`. Time in which this process was
 * suspended (a sleeping laptop) does not count: whatever came meanwhile has yet to be read.
 */
export function watchInactivity(clock: Clock, limitMs: number, onInactive: () => void): InactivityTimer {
	let activeAt = clock.now();
	let cancel = () => {};
	const wait = (ms: number, isLast: boolean) => {
		const dueAt = clock.now() + ms;
		cancel = clock.after(ms, () => {
			const now = clock.now();
			if (now - dueAt > lateMs) {
				activeAt = now;
			}
			const leftMs = limitMs - graceMs - (now - activeAt);
			if (leftMs > 0) {
				return wait(leftMs, false);
			}
			if (!isLast) {
				return wait(graceMs, true);
			}
			activeAt = now;
			wait(limitMs - graceMs, false);
			onInactive();
		});
	};
	wait(limitMs - graceMs, false);
	return {
		reset() {
			activeAt = clock.now();
		},
		stop: () => cancel(),
	};
}

/** Watches many streams with one timer: each callback comes within `limitMs` and a fifth of it. */
export class InactivityWatch {
	readonly #clock: Clock;
	readonly #limitMs: number;
	readonly #watched = new Set<{ activeAt: number; readonly onInactive: () => void }>();
	#timer: InactivityTimer | undefined;

	constructor(clock: Clock, limitMs: number) {
		this.#clock = clock;
		this.#limitMs = limitMs;
	}

	/** Calls back when there was no `reset` for the limit, and after each further one. */
	watch(onInactive: () => void): InactivityTimer {
		const clock = this.#clock;
		const entry = { activeAt: clock.now(), onInactive };
		this.#watched.add(entry);
		this.#timer ??= watchInactivity(clock, this.#limitMs / 5, () => this.#check());
		return {
			reset() {
				entry.activeAt = clock.now();
			},
			stop: () => {
				this.#watched.delete(entry);
				if (this.#watched.size > 0) {
					return;
				}
				this.#timer?.stop();
				this.#timer = undefined;
			},
		};
	}

	#check(): void {
		const now = this.#clock.now();
		for (const entry of this.#watched) {
			if (now - entry.activeAt < this.#limitMs) {
				continue;
			}
			entry.activeAt = now;
			entry.onInactive();
		}
	}
}
