import type { LogLine } from './log-line.js';

/** Compares the engine's stamps, which are in UTC with nine digits. Other engines leave out zeros or write an offset. */
function compareStamps(a: string, b: string): number {
	if (!a.endsWith('Z') || !b.endsWith('Z')) {
		return Date.parse(a) - Date.parse(b) || (a < b ? -1 : a > b ? 1 : 0);
	}
	const [one, two] = a.length === b.length ? [a, b] : [a.replace(/Z$/, ''), b.replace(/Z$/, '')];
	return one < two ? -1 : one > two ? 1 : 0;
}

const stampOf = ({ stamp, time }: LogLine): string => stamp ?? time;

/**
 * The order of lines from several containers: by stamp, then by container, so that lines of one moment have the same order
 * whenever they arrive. Lines of one container with the same stamp are equal: they stay as they came.
 */
export function compareLines(a: LogLine, b: LogLine): number {
	const order = compareStamps(stampOf(a), stampOf(b));
	if (order !== 0 || a.source === b.source) {
		return order;
	}
	return (a.source ?? '') < (b.source ?? '') ? -1 : 1;
}

/** Gives lines their source, and a stamp to those that have none: that of the line before them. */
export class SourceMarker {
	readonly #source: string;
	#stamp = '';

	constructor(source: string) {
		this.#source = source;
	}

	mark(lines: readonly LogLine[]): LogLine[] {
		return lines.map(line => {
			this.#stamp = line.time === '' ? this.#stamp : line.time;
			return { ...line, source: this.#source, stamp: this.#stamp };
		});
	}
}

/** Lines are held for this long, so that those of other containers with earlier stamps come before them. */
export const holdBackMs = 100;

type Held = { readonly line: LogLine; readonly at: number };

/** Holds lines back for a moment after their arrival, and releases them in order. */
export class HoldBack {
	#held: Held[] = [];

	get isEmpty(): boolean {
		return this.#held.length === 0;
	}

	/** @param now Milliseconds of a monotonic clock. */
	add(lines: readonly LogLine[], now: number): void {
		for (const line of lines) {
			this.#held.push({ line, at: now });
		}
	}

	/** Forgets the lines of a source. */
	drop(source: string): void {
		this.#held = this.#held.filter(({ line }) => line.source !== source);
	}

	/** Takes the lines that have waited long enough, and those that belong before one of them. */
	take(now: number): LogLine[] {
		let last: LogLine | undefined;
		for (const { line, at } of this.#held) {
			if (at <= now - holdBackMs && (last === undefined || compareLines(line, last) > 0)) {
				last = line;
			}
		}
		if (last === undefined) {
			return [];
		}
		const taken: LogLine[] = [];
		const left: Held[] = [];
		for (const each of this.#held) {
			if (compareLines(each.line, last) <= 0) {
				taken.push(each.line);
			} else {
				left.push(each);
			}
		}
		this.#held = left;
		// The sort finds the runs of each container and merges them: it is stable, and linear for one run.
		return taken.sort(compareLines);
	}
}

/** Merges a batch into lines, both in order. Lines of one container with the same stamp keep the order of their arrival. */
export function mergeLines(lines: readonly LogLine[], batch: readonly LogLine[]): readonly LogLine[] {
	const [first] = batch;
	if (first === undefined || lines.length === 0) {
		return first === undefined ? lines : batch;
	}
	let at = lines.length;
	while (at > 0 && compareLines(lines[at - 1]!, first) > 0) {
		at--;
	}
	const merged = lines.slice(0, at);
	for (const line of batch) {
		while (at < lines.length && compareLines(lines[at]!, line) <= 0) {
			merged.push(lines[at]!);
			at++;
		}
		merged.push(line);
	}
	for (; at < lines.length; at++) {
		merged.push(lines[at]!);
	}
	return merged;
}

/** Each container keeps this many of its newest lines, however much the others write. */
const keptOfEach = 200;

/** Drops the oldest lines above `capacity`, but none of the newest lines of each container. */
export function dropOldest(lines: readonly LogLine[], capacity: number): readonly LogLine[] {
	let excess = lines.length - capacity;
	if (excess <= 0) {
		return lines;
	}
	const left = new Map<string | undefined, number>();
	for (const { source } of lines) {
		left.set(source, (left.get(source) ?? 0) + 1);
	}
	const protectedCount = Math.min(keptOfEach, Math.floor(capacity / left.size));
	const kept: LogLine[] = [];
	for (const line of lines) {
		const count = left.get(line.source)!;
		if (excess > 0 && count > protectedCount) {
			left.set(line.source, count - 1);
			excess--;
		} else {
			kept.push(line);
		}
	}
	return kept;
}
