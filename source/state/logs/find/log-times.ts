import type { LogLine } from '../../../domain/logs/log-line.js';
import type { LogIndex } from '../index/log-index.js';

/** The engine's time of a line, in Unix milliseconds; that of the line before it if it has none; NaN without either. */
export const timeOf = ({ time, stamp }: LogLine): number => Date.parse(stamp ?? time);

/** The row of the first line of an index that is not before a time; the number of rows if there is none. Unix milliseconds. */
export function rowOfTime(index: LogIndex, time: number): number {
	let low = 0;
	let high = index.count;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (timeOf(index.at(middle)!.line) < time) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

/** A time so shortly before that of a line that hardly another line lies between, in Unix milliseconds: a double has microseconds. */
export function justBefore({ stamp, time }: LogLine): number {
	const text = stamp ?? time;
	const microseconds = Number((/\.\d{3}(\d{3})/.exec(text) ?? [])[1] ?? 0);
	return Date.parse(text) + (microseconds - 1) / 1000;
}
