import { isAtLeast } from '../../domain/logs/level.js';
import { type LineBlock, LineList } from '../../domain/logs/line-list.js';
import type { LogLine } from '../../domain/logs/log-line.js';
import { memo, memoEach } from '../memo.js';
import { chooseLines, type LogChoice, levelIn } from './index/log-choice.js';
import { type BlockPart, LogIndex, type NumberedLine } from './index/log-index.js';
import { lineMatcher } from './log-pretty.js';
import type { LogView } from './log-view.js';

const leastLevel = { warn: 'warn', error: 'error', all: undefined } as const;

const searchOf = memo(lineMatcher);

const matchChoice = memo(
	(matches: LogChoice['matches'], hidden: LogView['hidden']): LogChoice => ({
		matches,
		onlyMatches: true,
		least: undefined,
		isFolding: false,
		hidden,
	}),
);
const matchIndex = memo(chooseLines);
const noLines = memo((dropped: number) => new LogIndex(LineList.empty, dropped));

/** The lines that match the search, folded or not. Empty without a search. */
export const matchesOf = ({ lines, dropped, search, hidden }: LogView): LogIndex =>
	search === '' ? noLines(dropped) : matchIndex(lines, dropped, matchChoice(searchOf(search), hidden));

/** Returns true while only the lines that match are shown. */
export const showsMatches = (view: LogView): boolean => view.matching && view.search !== '';

/** Returns true while lines are hidden for other reasons than folding. */
export const isFiltered = (view: LogView): boolean =>
	showsMatches(view) || view.levels !== 'all' || view.hidden.size > 0;

/** Returns true if some line belongs to an earlier one. */
export const hasContinuations = (lines: LineList): boolean => lines.counts.continuing > 0;

const shownChoice = memo(
	(
		matches: LogChoice['matches'],
		onlyMatches: boolean,
		levels: LogView['levels'],
		isFolding: boolean,
		hidden: LogView['hidden'],
	): LogChoice => ({ matches, onlyMatches, least: leastLevel[levels], isFolding, hidden }),
);
const chosenIndex = memo(chooseLines);
const wholeIndex = memo((lines: LineList, dropped: number) => new LogIndex(lines, dropped));

/** The lines that are shown, on screen or scrolled out of it. */
export function shownIndex(view: LogView): LogIndex {
	const { lines, dropped, search, levels, hidden } = view;
	const isFolding = !view.raw && !view.unfolded && hasContinuations(lines);
	if (!isFolding && !isFiltered(view)) {
		return wholeIndex(lines, dropped);
	}
	const choice = shownChoice(searchOf(search), showsMatches(view), levels, isFolding, hidden);
	return chosenIndex(lines, dropped, choice);
}

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
