import { isAtLeast } from '../../domain/logs/level.js';
import { type LineBlock, LineList } from '../../domain/logs/line-list.js';
import type { LogLine } from '../../domain/logs/log-line.js';
import { memo, memoEach } from '../memo.js';
import { withLinesAround } from './find/lines-around.js';
import { bothTests, filterTest, findOf, testOf } from './find/log-finds.js';
import { chooseLines, type LogChoice, levelIn } from './index/log-choice.js';
import { type BlockPart, LogIndex, type NumberedLine } from './index/log-index.js';
import type { LogView } from './log-view.js';

const leastLevel = { warn: 'warn', error: 'error', all: undefined } as const;

const searchOf = ({ search, searchMode }: LogView): LogChoice['matches'] => {
	const find = findOf({ text: search, mode: searchMode });
	return find && testOf(find);
};

const filterOf = memo(filterTest);

/** The test that all shown lines pass; undefined if no lines are filtered. */
const filterIn = ({ filters, draft }: LogView): LogChoice['matches'] => filterOf(filters, draft);

/** Apart from the hidden sources, so that a change of those keeps the answers. */
const both = memo(bothTests);

const matchChoice = memo(
	(matches: LogChoice['matches'], keeps: LogChoice['matches'], hidden: LogView['hidden']): LogChoice => ({
		of: 'search',
		matches: keeps === undefined || matches === undefined ? matches : both(keeps, matches),
		onlyMatches: true,
		least: undefined,
		isFolding: false,
		hidden,
	}),
);
/** The slice is a part of what is remembered, because each adds answers. */
const chosen = () =>
	memo((lines: LineList, dropped: number, choice: LogChoice, scan: LogView['scan']) =>
		chooseLines(lines, dropped, choice, scan !== undefined),
	);
const matchIndex = chosen();
const noLines = memo((dropped: number) => new LogIndex(LineList.empty, dropped));

/** The lines that match the search and the filters, folded or not. Empty without a search. */
export function matchesOf(view: LogView): LogIndex {
	const { lines, dropped, scan } = view;
	const choice = searchedIn(view);
	return choice === undefined ? noLines(dropped) : matchIndex(lines, dropped, choice, scan);
}

function searchedIn(view: LogView): LogChoice | undefined {
	const matches = searchOf(view);
	return matches && matchChoice(matches, filterIn(view), view.hidden);
}

/** Returns true while only the lines that filters find are shown. */
export const hasFilters = (view: LogView): boolean => filterIn(view) !== undefined;

/** Returns true while lines are hidden for other reasons than folding. */
export const isFiltered = (view: LogView): boolean => hasFilters(view) || view.levels !== 'all' || view.hidden.size > 0;

/** Returns true if some line belongs to an earlier one. */
export const hasContinuations = (lines: LineList): boolean => lines.counts.continuing > 0;

const shownChoice = memo(
	(
		search: LogChoice['matches'],
		filter: LogChoice['matches'],
		levels: LogView['levels'],
		isFolding: boolean,
		hidden: LogView['hidden'],
	): LogChoice => ({
		of: 'shown',
		matches: filter ?? search,
		onlyMatches: filter !== undefined,
		least: leastLevel[levels],
		isFolding,
		hidden,
	}),
);
const chosenIndex = chosen();
const surroundedIndex = memo(
	(lines: LineList, dropped: number, choice: LogChoice, scan: LogView['scan'], around: number) =>
		withLinesAround(lines, dropped, chosenIndex(lines, dropped, choice, scan), around, choice.hidden),
);
const wholeIndex = memo((lines: LineList, dropped: number) => new LogIndex(lines, dropped));

/** The lines that are shown, on screen or scrolled out of it. */
export function shownIndex(view: LogView): LogIndex {
	const { lines, dropped, around, scan } = view;
	const choice = shownIn(view);
	if (choice === undefined) {
		return wholeIndex(lines, dropped);
	}
	return around > 0 && choice.onlyMatches
		? surroundedIndex(lines, dropped, choice, scan, around)
		: chosenIndex(lines, dropped, choice, scan);
}

/** The reasons why lines are shown; undefined if all are. */
function shownIn(view: LogView): LogChoice | undefined {
	const isFolding = !view.raw && !view.unfolded && hasContinuations(view.lines);
	return isFolding || isFiltered(view)
		? shownChoice(searchOf(view), filterIn(view), view.levels, isFolding, view.hidden)
		: undefined;
}

/** The choices for which lines are tested. */
export const choicesOf = (view: LogView): readonly LogChoice[] =>
	[shownIn(view), searchedIn(view)].filter(choice => choice !== undefined);

/** The number of lines that are shown, on screen or scrolled out of it. */
export const shownCount = (view: LogView): number => shownIndex(view).count;

/** The lines at positions `from` to `to` of what is shown. */
export const shownLines = (view: LogView, from: number, to: number): readonly NumberedLine[] =>
	shownIndex(view).slice(from, to);

/** The position of the first shown line with at least this number; the number of shown lines if there is none. */
export const positionOfLine = (view: LogView, number: number): number => shownIndex(view).rowOf(number);

/** The position of the shown line that is nearest to the line with a number; -1 if none is shown. */
export function nearestPosition(view: LogView, number: number): number {
	const at = positionOfLine(view, number);
	const [before, after] = shownLines(view, at - 1, at + 1).map(line => line.number);
	if (at === 0 || before === undefined) {
		return Math.min(at, shownCount(view) - 1);
	}
	return after === undefined || number - before < after - number ? at - 1 : at;
}

const isError = (line: LogLine, block: LineBlock, index: number): boolean =>
	!line.continues && isAtLeast(levelIn(block, index), 'error');

const errorsIn = memoEach((block: LineBlock, hidden: LogView['hidden']): BlockPart => {
	const indexes: number[] = [];
	for (let index = block.from; index < block.to; index++) {
		const line = block.lines[index]!;
		const isHidden = line.source !== undefined && hidden.has(line.source);
		if (!isHidden && isError(line, block, index)) {
			indexes.push(index);
		}
	}
	return { indexes };
});

const errorIndex = memo(
	(lines: LineList, dropped: number, hidden: LogView['hidden']) =>
		new LogIndex(
			lines,
			dropped,
			lines.blocks.map(block => errorsIn(block, hidden)),
		),
);

/** The lines of errors, of all sources that are not hidden. */
export const errorsOf = ({ lines, dropped, hidden }: LogView): LogIndex => errorIndex(lines, dropped, hidden);
