import type { Reading } from './stats.js';

/** Growth of a container's totals between its last two readings. Bytes per second. */
type Rates = {
	readonly netRx: number;
	readonly netTx: number;
	readonly blockRead: number;
	readonly blockWrite: number;
	/** Share of the CPU periods in which the container was throttled, 0 to 1; undefined without a CPU quota. */
	readonly throttled: number | undefined;
};

/** The last readings of a container, oldest first. `rates` is undefined until there are two. */
export type StatsHistory = { readonly readings: readonly Reading[]; readonly rates: Rates | undefined };

/** If a reading is older than the last one by more than this, the engine's clock was set back. Milliseconds. */
const setBackMs = 5000;

/**
 * Adds a reading and keeps the newest `cap`. A reading that is not newer than the last one replaces it. The history
 * starts again after the engine's clock was set back.
 */
export function pushReading(history: StatsHistory | undefined, reading: Reading, cap: number): StatsHistory {
	const previous = history?.readings ?? [];
	const last = previous.at(-1);
	const isSetBack = last !== undefined && last.at - reading.at > setBackMs;
	const older = isSetBack ? [] : last && last.at >= reading.at ? previous.slice(0, -1) : previous;
	const readings = [...older.slice(Math.max(0, older.length - cap + 1)), reading];
	return { readings, rates: ratesBetween(readings.at(-2), reading) };
}

/** Returns undefined when a total has decreased: the container has restarted. */
function ratesBetween(before: Reading | undefined, now: Reading): Rates | undefined {
	if (!before) {
		return undefined;
	}
	const seconds = (now.at - before.at) / 1000;
	const grown = (key: 'netRx' | 'netTx' | 'blockRead' | 'blockWrite' | 'periods' | 'throttledPeriods') =>
		now[key] - before[key];
	const bytes = [grown('netRx'), grown('netTx'), grown('blockRead'), grown('blockWrite')] as const;
	if (!(seconds > 0) || bytes.some(value => value < 0) || grown('periods') < 0) {
		return undefined;
	}
	const [netRx, netTx, blockRead, blockWrite] = bytes.map(value => value / seconds) as [number, number, number, number];
	const periods = grown('periods');
	const quota = now.periods > 0;
	return {
		netRx,
		netTx,
		blockRead,
		blockWrite,
		throttled: quota ? (periods > 0 ? grown('throttledPeriods') / periods : 0) : undefined,
	};
}
