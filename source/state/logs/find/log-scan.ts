import type { LineBlock } from '../../../domain/logs/line-list.js';
import type { State } from '../../state.js';
import { answersOf } from '../index/log-choice.js';
import { choicesOf, matchesOf } from '../log-lines.js';
import type { LogView } from '../log-view.js';

/** This many lines are tested at once, within a few milliseconds. */
const linesAtOnce = 2000;
/** The lines that are tested between two looks at the time: a long line may take a millisecond. */
const linesPerLook = 8;

/** The view with lines that are tested in slices from now on, if there are many to test. */
export const startScan = (view: LogView): LogView => ({
	...view,
	scan: hasManyUntested(view) ? 0 : undefined,
});

/** Returns true if so many lines are not tested that the screen would stand still meanwhile. */
export function hasManyUntested(view: LogView): boolean {
	if (view.lines.length <= linesAtOnce) {
		return false;
	}
	let untested = 0;
	for (const choice of choicesOf(view)) {
		for (const block of view.lines.blocks) {
			untested += block.to - Math.min(block.to, answersOf(block, choice)?.count ?? block.to);
		}
	}
	return untested > linesAtOnce;
}

/**
 * Tests lines until it is time to stop, those on screen first. The answers are kept beside the blocks; `nextSlice` shows them.
 *
 * @returns True if all lines are tested.
 */
export function testLines(view: LogView, isTimeUp: () => boolean): boolean {
	const choices = choicesOf(view);
	for (const block of visibleFirst(view)) {
		for (const choice of choices) {
			const answers = answersOf(block, choice);
			while (answers !== undefined && answers.count < block.to) {
				if (isTimeUp()) {
					return false;
				}
				answers.at(Math.min(answers.count + linesPerLook, block.to) - 1);
			}
		}
	}
	return true;
}

/** The blocks from the first line on screen to the end, then those before it, the nearest first. */
function visibleFirst({ lines, follow, top, dropped }: LogView): readonly LineBlock[] {
	const { blocks } = lines;
	const at = follow ? blocks.length - 1 : Math.max(0, lines.blockAt(top - dropped));
	return [...blocks.slice(at), ...blocks.slice(0, at).reverse()];
}

/** Shows what a slice has found. The last match becomes the current one, unless the user has gone to another meanwhile. */
export function nextSlice(state: State, isLast: boolean): State {
	const { logs } = state;
	if (logs.scan === undefined) {
		return state;
	}
	const next = { ...logs, scan: isLast ? undefined : logs.scan + 1 };
	return { ...state, logs: logs.match === undefined ? { ...next, match: lastMatch(next) } : next };
}

/** The number of the last line that matches the search; undefined if none does, or a later line may and is not tested yet. */
export function lastMatch(view: LogView): number | undefined {
	const matches = matchesOf(view);
	const number = matches.at(matches.count - 1)?.number;
	return number === undefined || number - view.dropped < untestedEnd(view) ? undefined : number;
}

/** The position behind the last block with lines that are not tested yet; 0 if there is none. */
function untestedEnd(view: LogView): number {
	const { blocks, starts } = view.lines;
	const choices = view.scan === undefined ? [] : choicesOf(view);
	for (let index = blocks.length - 1; index >= 0 && choices.length > 0; index--) {
		const block = blocks[index]!;
		if (choices.some(choice => (answersOf(block, choice)?.count ?? block.to) < block.to)) {
			return starts[index]! + block.length;
		}
	}
	return 0;
}
