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

/** Gathers readings of containers, puts them into the state in one update per interval, and drops them in time. */
export class ReadingBatch {
	readonly #options: Options;
	readonly #pending = new Map<string, Reading>();
	/** When the readings of containers off screen are dropped. */
	readonly #expiresAt = new Map<string, number>();
	#cancel: (() => void) | undefined;
	#flushAt = Number.POSITIVE_INFINITY;
	#flushedAt = Number.NEGATIVE_INFINITY;

	constructor(options: Options) {
		this.#options = options;
	}

	add(id: string, reading: Reading): void {
		const { store, clock, polling } = this.#options;
		const { stats, preferences } = store.getState();
		const hasCpu = stats.get(id)?.readings.at(-1)?.cpuPercent !== undefined;
		// The first sample of a stream has no CPU: the known value stays until the second one.
		if (hasCpu && reading.cpuPercent === undefined) {
			return;
		}
		this.#pending.set(id, reading);
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
		this.#expiresAt.delete(id);
	}

	/** Drops a container's readings some time after now, with the next update. */
	dropAfter(id: string, ms: number): void {
		this.#expiresAt.set(id, this.#options.clock.now() + ms);
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
		const expired = [...this.#expiresAt].filter(([, at]) => at < this.#flushedAt).map(([id]) => id);
		for (const id of expired) {
			this.#expiresAt.delete(id);
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
	readings: readonly (readonly [string, Reading])[],
	expired: readonly string[],
): State {
	const stats = new Map(state.stats);
	for (const id of expired) {
		stats.delete(id);
	}
	for (const [id, reading] of readings) {
		if (state.lists.containers.byKey.has(id)) {
			stats.set(id, pushReading(stats.get(id), withCpuLimit(state, id, reading), state.preferences.history));
		}
	}
	const next = { ...state, stats };
	// An order by load moves rows: the selection goes along.
	return sortKeyOf(state, 'containers')?.live ? settle(next, 'containers') : next;
}
