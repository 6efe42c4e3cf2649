import type { LogLine } from '../../domain/logs/log-line.js';
import type { LogView } from './log-view.js';

/** A line, and the lines that belong to it, such as those of a stack trace. */
export type LineGroup = { readonly head: LogLine; readonly below: readonly LogLine[] };

const writerOf = ({ source, stream }: LogLine): string => `${source} ${stream}`;

/** A group has no lines that are farther than this from its head. */
const maxGroup = 5000;

/** The group that a line is in; undefined for a line that is no longer kept. */
export function groupAt({ lines, dropped }: LogView, number: number): LineGroup | undefined {
	const line = number < dropped ? undefined : lines.at(number - dropped);
	if (line === undefined) {
		return undefined;
	}
	const writer = writerOf(line);
	let head = line;
	let first = number - dropped;
	for (let index = first - 1; head.continues && index >= 0 && number - dropped - index < maxGroup; index--) {
		const before = lines.at(index)!;
		if (writerOf(before) === writer) {
			head = before;
			first = index;
		}
	}
	const below: LogLine[] = [];
	for (let index = first + 1; index < lines.length && index - first < maxGroup; index++) {
		const next = lines.at(index)!;
		if (writerOf(next) === writer) {
			if (!next.continues) {
				break;
			}
			below.push(next);
		}
	}
	return { head, below };
}
