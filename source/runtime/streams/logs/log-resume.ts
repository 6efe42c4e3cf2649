import type { LogLine } from '../../../domain/logs/log-line.js';
import type { LineRow } from './log-sink.js';

/** Two streams write a log, so its time stamps are not quite in order: this much of it is read again. */
const overlapSeconds = 1;

const seconds = (time: string): number => Date.parse(time) / 1000;

/**
 * The Unix seconds from which to read a log that was cut: a little before its last line, but no earlier than the first of
 * the lines in the view, so that `notIn` recognizes every line that comes twice. Undefined when there is no line yet.
 */
export function resumeAt(lines: LineRow): number | undefined {
	const first = seconds(lines.at(0)?.time ?? '');
	const last = seconds(lines.at(-1)?.time ?? '');
	if (Number.isNaN(first) || Number.isNaN(last)) {
		return undefined;
	}
	return Math.max(Math.min(first, last), last - overlapSeconds);
}

/** A filter for the lines that are not among `lines` from `since` on; each of those is left out once. */
export function notIn(lines: LineRow, since: number | undefined): (line: LogLine) => boolean {
	const known = new Map<string, number>();
	for (let at = lines.length - 1; since !== undefined && at >= 0; at--) {
		const line = lines.at(at)!;
		// Lines well before the overlap do not come again, even out of order.
		if (seconds(line.time) < since - overlapSeconds) {
			break;
		}
		known.set(keyOf(line), (known.get(keyOf(line)) ?? 0) + 1);
	}
	return line => {
		if (known.size === 0) {
			return true;
		}
		const key = keyOf(line);
		const count = known.get(key);
		if (count === undefined) {
			return true;
		}
		if (count === 1) {
			known.delete(key);
		} else {
			known.set(key, count - 1);
		}
		return false;
	};
}

const keyOf = ({ stream, time, text }: LogLine): string => `${stream} ${time} ${text}`;
