import type { LogLine } from '../../domain/logs.js';

/** A log is not quite in the order of its stamps, two streams write it: asked for again is this much. Seconds. */
const overlap = 1;

const seconds = (time: string): number => Date.parse(time) / 1000;

/**
 * Where a log goes on that was cut, in Unix seconds: a little before its last line, but no earlier than the first line that
 * is still known, so that `notIn` knows all that comes twice. Undefined when nothing has been read yet.
 */
export function resumeAt(lines: readonly LogLine[]): number | undefined {
	const first = seconds(lines[0]?.time ?? '');
	const last = seconds(lines.at(-1)?.time ?? '');
	if (Number.isNaN(first) || Number.isNaN(last)) {
		return undefined;
	}
	return Math.max(Math.min(first, last), last - overlap);
}

/** Tells the lines that are not among those that we have from `since` on, each taken once. */
export function notIn(lines: readonly LogLine[], since: number | undefined): (line: LogLine) => boolean {
	const known = new Map<string, number>();
	for (let at = lines.length - 1; since !== undefined && at >= 0; at--) {
		const line = lines[at]!;
		// Well before the overlap nothing comes again, whatever the order.
		if (seconds(line.time) < since - overlap) {
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
