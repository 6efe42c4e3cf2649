import type { Reading } from './stats.js';

type Total = 'netRx' | 'netTx' | 'blockRead' | 'blockWrite' | 'throttledPeriods' | 'periods';

/** Returns the growth of a total per second between readings; undefined where a restarted container counts from 0. */
export function rateSeries(readings: readonly Reading[], total: Total): readonly (number | undefined)[] {
	return readings.slice(1).map((reading, index) => {
		const before = readings[index]!;
		const seconds = (reading.at - before.at) / 1000;
		const grown = reading[total] - before[total];
		return seconds > 0 && grown >= 0 ? grown / seconds : undefined;
	});
}

/** The largest known value; 0 when there is none. */
export const peakOf = (values: readonly (number | undefined)[]): number =>
	values.reduce((peak: number, value) => Math.max(peak, value ?? 0), 0);
