import { isMeasured } from '../../domain/stats/dropped-limits.js';
import { cpuLimit } from '../../domain/stats/limits.js';
import type { Reading } from '../../domain/stats/stats.js';
import { pushReading } from '../../domain/stats/stats-history.js';
import { settle } from '../../state/lists/selection.js';
import { containerDetail, sortKeyOf } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import { withTime } from '../../state/time.js';
import { type Clock, timesOf } from '../clock.js';
import type { Store } from '../store.js';
import type { PollingInterval } from './polling-interval.js';

/** The first reading of a row reaches the state after this; later ones at the user's interval. */
const firstFlushMs = 60;
/** Readings wait no longer than this while keys are pressed. */
const maxKeyDelayMs = 1000;

type Options = { readonly store: Store; readonly clock: Clock; readonly polling: PollingInterval };

/** `most`: the number of readings that are kept with this one. */
type Pending = { readonly reading: Reading; readonly most: number };

/**
 * The fate of the readings of a container off screen, by the clock in milliseconds: they are dropped at `at`, and until
 * `historyUntil` no new sample replaces them.
 */
type Expiry = { readonly at: number; readonly historyUntil: number };

/** Gathers readings of containers, puts them into the state in one update per interval, and drops them in time. */
export class ReadingBatch {
	readonly #options: Options;
	readonly #pending = new Map<string, Pending>();
	readonly #expiries = new Map<string, Expiry>();
	#cancel: (() => void) | undefined;
	#flushAt = Number.POSITIVE_INFINITY;
	#flushedAt = Number.NEGATIVE_INFINITY;

	constructor(options: Options) {
		this.#options = options;
	}

	/** @param most The number of readings of the container that are kept, with this one. */
	add(id: string, reading: Reading, most = Number.POSITIVE_INFINITY): void {
		const { store, clock, polling } = this.#options;
		const { stats, preferences } = store.getState();
		const hasCpu = stats.get(id)?.readings.at(-1)?.cpuPercent !== undefined;
		// The first sample of a stream has no CPU: the known value stays until the second one.
		if (hasCpu && reading.cpuPercent === undefined) {
			return;
		}
		this.#pending.set(id, { reading, most });
		const interval = polling.intervalMs(preferences.statsInterval);
		const at = hasCpu ? Math.max(this.#flushedAt + interval, clock.now()) : clock.now() + firstFlushMs;
		if (at >= this.#flushAt) {
			return;
		}
		this.#cancel?.();
		this.#flushAt = at;
		this.#cancel = clock.after(Math.max(0, at - clock.now()), () => this.#flush());
	}

	/** Keeps a container's readings until `dropAfter`. */
	keep(id: string): void {
		this.#expiries.delete(id);
	}

	/** Drops a container's readings some time after now, with the next update. */
	dropAfter(id: string, ms: number): void {
		const at = this.#options.clock.now() + ms;
		this.#expiries.set(id, { at, historyUntil: at });
	}

	/** Drops the readings of a container that no stream measures some time after now. */
	dropLatestAfter(id: string, ms: number): void {
		this.#expiries.set(id, { at: this.#options.clock.now() + ms, historyUntil: 0 });
	}

	/**
	 * Returns true if a stream has left readings that are not dropped yet, and keeps them for at least `ms`: the row may come back
	 * on screen.
	 */
	holdsHistory(id: string, ms: number): boolean {
		const now = this.#options.clock.now();
		const expiry = this.#expiries.get(id);
		if (expiry === undefined || expiry.historyUntil <= now) {
			return false;
		}
		this.#expiries.set(id, { ...expiry, at: Math.max(expiry.at, now + ms) });
		return true;
	}

	stop(): void {
		this.#cancel?.();
	}

	#flush(): void {
		const { store, clock, polling } = this.#options;
		const delayMs = polling.redrawDelayMs();
		// The redraw for a key comes first, and alone; a key that is held down does not stop the numbers.
		if (delayMs > 0 && clock.now() < this.#flushAt + maxKeyDelayMs) {
			this.#cancel = clock.after(delayMs, () => this.#flush());
			return;
		}
		this.#cancel = undefined;
		this.#flushAt = Number.POSITIVE_INFINITY;
		this.#flushedAt = clock.now();
		const expired = [...this.#expiries].filter(([, { at }]) => at < this.#flushedAt).map(([id]) => id);
		for (const id of expired) {
			this.#expiries.delete(id);
		}
		const readings = [...this.#pending];
		this.#pending.clear();
		store.update(state => withReadings(withTime(state, timesOf(clock)), readings, expired));
	}
}

/** Adds the limit of the time of the reading: it may change later. */
function withCpuLimit(state: State, id: string, reading: Reading): Reading {
	const limits = containerDetail(state, id)?.limits;
	return limits === undefined ? reading : { ...reading, cpuLimit: cpuLimit(limits, state.host?.cpus ?? 0) ?? 0 };
}

function withReadings(
	state: State,
	readings: readonly (readonly [string, Pending])[],
	expired: readonly string[],
): State {
	if (!isMeasured(state.host)) {
		return state;
	}
	const stats = new Map(state.stats);
	for (const id of expired) {
		stats.delete(id);
	}
	for (const [id, { reading, most }] of readings) {
		if (state.lists.containers.byKey.has(id)) {
			const cap = Math.min(most, state.preferences.history);
			stats.set(id, pushReading(stats.get(id), withCpuLimit(state, id, reading), cap));
		}
	}
	const next = { ...state, stats };
	// An order by load moves rows: the selection goes along.
	return sortKeyOf(state, 'containers')?.live ? settle(next, 'containers') : next;
}
