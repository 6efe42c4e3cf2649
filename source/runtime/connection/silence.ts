import type { Clock } from '../clock.js';

/** A timer that fires later than this shows that this process or its machine stood still, not the one that is watched. */
const lateMs = 2000;
/** The end of the limit, which is left to what came while this process was busy. */
const graceMs = 250;

export type Silence = { /** Something came: the limit begins anew. */ heard(): void; stop(): void };

/**
 * Calls back when nothing was heard for `limitMs`, and after each further `limitMs`. Time in which this process stood
 * still (a suspended laptop) does not count: what came meanwhile has yet to be read.
 */
export function watchSilence(clock: Clock, limitMs: number, onSilent: () => void): Silence {
	let heardAt = clock.now();
	let cancel = () => {};
	const wait = (ms: number, isLast: boolean) => {
		const dueAt = clock.now() + ms;
		cancel = clock.after(ms, () => {
			const now = clock.now();
			if (now - dueAt > lateMs) {
				heardAt = now;
			}
			const leftMs = limitMs - graceMs - (now - heardAt);
			if (leftMs > 0) {
				return wait(leftMs, false);
			}
			if (!isLast) {
				return wait(graceMs, true);
			}
			heardAt = now;
			wait(limitMs - graceMs, false);
			onSilent();
		});
	};
	wait(limitMs - graceMs, false);
	return {
		heard() {
			heardAt = clock.now();
		},
		stop: () => cancel(),
	};
}

/** Watches many streams for silence with one timer: each is called back within `limitMs` and a fifth of it. */
export class SilenceWatch {
	readonly #clock: Clock;
	readonly #limitMs: number;
	readonly #watched = new Map<object, { heardAt: number; readonly onSilent: () => void }>();
	#timer: Silence | undefined;

	constructor(clock: Clock, limitMs: number) {
		this.#clock = clock;
		this.#limitMs = limitMs;
	}

	/** Calls back when nothing was heard for the limit, and after each further one. */
	watch(onSilent: () => void): Silence {
		const clock = this.#clock;
		const entry = { heardAt: clock.now(), onSilent };
		this.#watched.set(entry, entry);
		this.#timer ??= watchSilence(clock, this.#limitMs / 5, () => this.#look());
		return {
			heard() {
				entry.heardAt = clock.now();
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

	#look(): void {
		const now = this.#clock.now();
		for (const entry of this.#watched.values()) {
			if (now - entry.heardAt < this.#limitMs) {
				continue;
			}
			entry.heardAt = now;
			entry.onSilent();
		}
	}
}
