import { LineBlock, LineList } from './line-list.js';
import type { LogLine } from './log-line.js';

/** Compares the engine's stamps, which are in UTC with nine digits. Other engines leave out zeros or write an offset. */
function compareStamps(a: string, b: string): number {
	if (a === b) {
		return 0;
	}
	if (!a.endsWith('Z') || !b.endsWith('Z')) {
		return Date.parse(a) - Date.parse(b) || (a < b ? -1 : a > b ? 1 : 0);
	}
	const isBefore = a.length === b.length ? a < b : a.slice(0, -1) < b.slice(0, -1);
	return isBefore ? -1 : 1;
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
			const { stream, time, text, continues, isCut } = line;
			this.#stamp = time === '' ? this.#stamp : time;
			// A literal costs a third of a spread, for which V8 has to look up each property.
			return { stream, time, text, continues, isCut, source: this.#source, stamp: this.#stamp };
		});
	}
}

/** Lines are held for this long, so that those of other containers with earlier stamps come before them. */
export const holdBackMs = 100;

/** The engine sends lines at most about this long after their stamps. Milliseconds. */
const sentWithinMs = 25;

/** Lines that arrived together, and the last of them by their order. */
type Held = { readonly lines: readonly LogLine[]; readonly last: LogLine; readonly at: number };

const later = (a: LogLine, b: LogLine): LogLine => (compareLines(a, b) > 0 ? a : b);
const earlier = (a: LogLine, b: LogLine): LogLine => (compareLines(a, b) > 0 ? b : a);

/** A line with the stamp before which the engine has sent all lines, when it has sent this one. */
function sentBefore(line: LogLine): LogLine {
	const at = Date.parse(stampOf(line));
	return Number.isNaN(at) ? { ...line, stamp: '' } : { ...line, stamp: new Date(at - sentWithinMs).toISOString() };
}

/** Holds lines back for a moment after their arrival, and releases them in order. */
export class HoldBack {
	#held: Held[] = [];
	/** The last line of each container that wrote lately, and when it arrived. */
	readonly #newest = new Map<string, { readonly line: LogLine; readonly at: number }>();

	get isEmpty(): boolean {
		return this.#held.length === 0;
	}

	/**
	 * @param lines Lines of one container, in the order of its log.
	 * @param now Milliseconds of a monotonic clock.
	 */
	add(lines: readonly LogLine[], now: number): void {
		const line = lines.at(-1);
		if (line !== undefined) {
			this.#newest.set(line.source ?? '', { line, at: now });
			this.#held.push({ lines, last: lines.reduce(later), at: now });
		}
	}

	/** The held lines of a source. */
	linesOf(source: string): readonly LogLine[] {
		return this.#held.flatMap(({ lines }) => lines.filter(line => line.source === source));
	}

	/** Forgets the lines of a source. */
	drop(source: string): void {
		this.#newest.delete(source);
		this.#held = this.#held.filter(({ lines }) => lines[0]?.source !== source);
	}

	/** Takes the lines that have waited long enough, and those that belong before one of them. */
	take(now: number): LogLine[] {
		const ready = this.#held.filter(({ at }) => at <= now - holdBackMs).map(({ last }) => last);
		return ready.length === 0 ? [] : this.#takeUpTo(ready.reduce(later));
	}

	/**
	 * Takes the same lines, and those that hardly a line can come before any more: each container that wrote lately has
	 * written later ones, or one of them has written so much later that the engine has sent what is older. A container that
	 * wrote nothing for a while is not waited for.
	 */
	takeComplete(now: number): LogLine[] {
		for (const [source, { at }] of this.#newest) {
			if (at <= now - holdBackMs) {
				this.#newest.delete(source);
			}
		}
		const ready = this.#held.filter(({ at }) => at <= now - holdBackMs).map(({ last }) => last);
		const newest = [...this.#newest.values()].map(({ line }) => line);
		if (newest.length > 0) {
			ready.push(newest.reduce(earlier), sentBefore(newest.reduce(later)));
		}
		return ready.length === 0 ? [] : this.#takeUpTo(ready.reduce(later));
	}

	#takeUpTo(end: LogLine): LogLine[] {
		const taken: LogLine[] = [];
		const held = this.#held;
		this.#held = [];
		for (const each of held) {
			if (compareLines(each.last, end) <= 0) {
				taken.push(...each.lines);
				continue;
			}
			const left = each.lines.filter(line => compareLines(line, end) > 0);
			taken.push(...each.lines.filter(line => compareLines(line, end) <= 0));
			this.#held.push({ ...each, lines: left });
		}
		// The sort finds the runs of each container and merges them: it is stable, and linear for one run.
		return taken.sort(compareLines);
	}
}

/** Merges a batch into lines, both in order. Lines of one container with the same stamp keep the order of their arrival. */
export function mergeLines(lines: LineList, batch: readonly LogLine[]): LineList {
	const [first] = batch;
	if (first === undefined) {
		return lines;
	}
	const place = placeAfter(lines, first);
	if (place === lines.length) {
		return lines.append(batch);
	}
	const behind = lines.slice(place);
	const merged: LogLine[] = [];
	let at = 0;
	for (const line of batch) {
		while (at < behind.length && compareLines(behind[at]!, line) <= 0) {
			merged.push(behind[at]!);
			at++;
		}
		merged.push(line);
	}
	return lines.takeFirst(place).append([...merged, ...behind.slice(at)]);
}

/** The position behind the last line that does not come after a line. Most lines come after all others. */
function placeAfter(lines: LineList, line: LogLine): number {
	let place = lines.length;
	for (let step = 1; place > 0 && compareLines(lines.at(place - 1)!, line) > 0; step *= 2) {
		place = Math.max(0, place - step);
	}
	let high = lines.length;
	while (place < high) {
		const middle = (place + high) >> 1;
		if (compareLines(lines.at(middle)!, line) <= 0) {
			place = middle + 1;
		} else {
			high = middle;
		}
	}
	return place;
}

/** Each container keeps this many of its newest lines, however much the others write. */
const keptOfEach = 200;
/** Smaller blocks that lie side by side become one. */
const minBlockLines = 64;

/** Drops the oldest lines above `capacity`, but none of the newest lines of each container. */
export function dropOldest(lines: LineList, capacity: number): LineList {
	if (lines.length <= capacity) {
		return lines;
	}
	const left = new Map<string | undefined, number>();
	for (const { sources } of lines.blocks) {
		for (const [source, count] of sources) {
			left.set(source, (left.get(source) ?? 0) + count);
		}
	}
	const protectedCount = Math.min(keptOfEach, Math.floor(capacity / left.size));
	let excess = lines.length - capacity;
	const mayDrop = (source: string | undefined) => excess > 0 && left.get(source)! > protectedCount;
	const blocks: LineBlock[] = [];
	for (const block of lines.blocks) {
		if (![...block.sources.keys()].some(mayDrop)) {
			blocks.push(block);
			continue;
		}
		const kept: LogLine[] = [];
		for (let at = block.from; at < block.to; at++) {
			const line = block.lines[at]!;
			if (mayDrop(line.source)) {
				left.set(line.source, left.get(line.source)! - 1);
				excess--;
			} else {
				kept.push(line);
			}
		}
		const before = blocks.at(-1);
		if (before !== undefined && before.length + kept.length <= minBlockLines) {
			blocks[blocks.length - 1] = LineBlock.of([...before.lines.slice(before.from, before.to), ...kept]);
		} else if (kept.length > 0) {
			blocks.push(LineBlock.of(kept));
		}
	}
	return LineList.join(blocks);
}
