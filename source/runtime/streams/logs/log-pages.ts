import type { LogLine } from '../../../domain/logs/log-line.js';
import { compareLines } from '../../../domain/logs/merge.js';
import type { Engine } from '../../../engine/engine.js';

/** The lines of a page. */
const pageLines = 1000;
/** The most lines that are asked for at once. */
const maxTail = 4_000_000;

export type LogPage = {
	readonly lines: readonly LogLine[];
	/** True if the container's log begins with this page. */
	readonly isFirst: boolean;
};

/**
 * Reads the lines before the first known ones of a container. The engine takes the last lines of the log first, and leaves out
 * those after `until` then (moby daemon/logger/loggerutils/logfile.go); its journald driver does the contrary. So this asks for as
 * many lines as are known in addition, and for more while the answer is short.
 *
 * @param known The first known lines, all those with the first time at least.
 * @param newer The number of known lines.
 */
export async function readPage(
	engine: Engine,
	{ id, tty, known, newer }: { id: string; tty: boolean; known: readonly LogLine[]; newer: number },
	signal: AbortSignal,
): Promise<LogPage> {
	const first = known[0];
	const time = Date.parse(first?.time ?? '');
	if (first === undefined || Number.isNaN(time)) {
		return { lines: [], isFirst: true };
	}
	// A double has microseconds at best: the lines of the next millisecond are left out here.
	const until = (Math.floor(time) + 1) / 1000;
	const order = (line: LogLine) => compareLines(withoutSource(line), withoutSource(first));
	const knownCount = known.filter(line => order(line) === 0).length;
	let before = -1;
	for (let tail = newer + pageLines; ; tail = Math.min(maxTail, tail * 2)) {
		let lines: LogLine[] = [];
		let sameCount = 0;
		let count = 0;
		for await (const batch of engine.containers.logs(id, { follow: false, tail, until, tty }, { signal })) {
			for (const line of batch) {
				const place = order(line);
				if (place <= 0) {
					lines.push(line);
					count++;
					sameCount += place === 0 ? 1 : 0;
				}
			}
			lines = lines.length > 4 * pageLines + knownCount ? lines.slice(-pageLines - knownCount) : lines;
		}
		const older = withoutLast(lines, knownCount, line => order(line) === 0);
		count -= Math.min(knownCount, sameCount);
		if (count >= pageLines) {
			return { lines: older.slice(-pageLines), isFirst: false };
		}
		// An answer without the first known line was too short to have any before it.
		const hasFirst = sameCount > 0;
		if ((hasFirst && count === before) || tail >= maxTail) {
			return { lines: older, isFirst: true };
		}
		before = hasFirst ? count : -1;
	}
}

const withoutSource = (line: LogLine): LogLine => ({ ...line, source: undefined, stamp: undefined });

/** Leaves out the last lines of some: of those with the first time, the known ones come last. */
function withoutLast(lines: readonly LogLine[], count: number, isSame: (line: LogLine) => boolean): readonly LogLine[] {
	const kept: LogLine[] = [];
	let left = count;
	for (const line of [...lines].reverse()) {
		if (left > 0 && isSame(line)) {
			left--;
		} else {
			kept.push(line);
		}
	}
	return kept.reverse();
}
