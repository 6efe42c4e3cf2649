import { isAtLeast } from '../../domain/logs/level.js';
import type { LogLine } from '../../domain/logs/log-line.js';
import { matcher } from '../../domain/text/search.js';
import { memo } from '../memo.js';
import { levelOf, matchesLine } from './log-pretty.js';
import type { LogView } from './log-view.js';

/** A line with its number, which stays the same while older lines are dropped. */
export type NumberedLine = {
	readonly number: number;
	readonly line: LogLine;
	/** The number of lines that belong to it and are folded. */
	readonly folded?: number;
};

/** The matches of the last search up to a line, so that new lines are the only ones to be searched. */
type Searched = {
	readonly search: string;
	readonly last: LogLine | undefined;
	/** The number after that of the last line. */
	readonly end: number;
	readonly found: readonly NumberedLine[];
};
let searched: Searched = { search: '', last: undefined, end: 0, found: [] };

const matchingLines = memo((lines: LogView['lines'], dropped: number, search: string): readonly NumberedLine[] => {
	const end = dropped + lines.length;
	const isLonger =
		searched.search === search && searched.end > dropped && lines[searched.end - dropped - 1] === searched.last;
	const from = isLonger ? searched.end - dropped : 0;
	const found = isLonger ? searched.found.filter(({ number }) => number >= dropped) : [];
	const matches = matcher(search);
	for (let index = from; index < lines.length; index++) {
		const line = lines[index]!;
		if (matches && matchesLine(line, matches)) {
			found.push({ number: dropped + index, line });
		}
	}
	searched = { search, last: lines.at(-1), end, found };
	return found;
});

const withoutHidden = (found: readonly NumberedLine[], hidden: LogView['hidden']): readonly NumberedLine[] =>
	hidden.size === 0 ? found : found.filter(({ line }) => !isHidden(line, hidden));
const visibleMatches = memo(withoutHidden);
const visibleErrors = memo(withoutHidden);

/** The lines that match the search, memoised. Empty without a search. */
export const matchesOf = (view: LogView): readonly NumberedLine[] =>
	view.search === '' ? [] : visibleMatches(matchingLines(view.lines, view.dropped, view.search), view.hidden);

/** Returns true while only the lines that match are shown. */
export const showsMatches = (view: LogView): boolean => view.matching && view.search !== '';

/** Returns true while lines are hidden for other reasons than folding. */
export const isFiltered = (view: LogView): boolean =>
	showsMatches(view) || view.levels !== 'all' || view.hidden.size > 0;

/** Returns true if some line belongs to an earlier one. */
export const hasContinuations = memo((lines: LogView['lines']): boolean => lines.some(line => line.continues));

/** Each line with the position of its head: a line that continues nothing is its own head. */
const headsOf = memo((lines: LogView['lines']): readonly number[] => {
	const last: Record<string, number> = {};
	return lines.map((line, index) => {
		const writer = line.source === undefined ? line.stream : `${line.source} ${line.stream}`;
		const head = line.continues ? (last[writer] ?? index) : index;
		last[writer] = head;
		return head;
	});
});

const isHidden = ({ source }: LogLine, hidden: LogView['hidden']): boolean =>
	source !== undefined && hidden.has(source);

const leastLevel = { warn: 'warn', error: 'error', all: 'trace' } as const;

/** The positions of the shown lines, and the number of lines that are folded below a position. */
type Part = { readonly indexes: readonly number[]; readonly folded: ReadonlyMap<number, number> };

const noneFolded: ReadonlyMap<number, number> = new Map();

const partIn = memo(
	(
		lines: LogView['lines'],
		dropped: number,
		matches: readonly NumberedLine[],
		onlyMatches: boolean,
		levels: LogView['levels'],
		isFolding: boolean,
		hidden: LogView['hidden'],
	): Part => {
		const heads = headsOf(lines);
		const passes = (index: number) =>
			!isHidden(lines[index]!, hidden) &&
			(levels === 'all' || isAtLeast(levelOf(lines[heads[index]!]!), leastLevel[levels]));
		if (onlyMatches) {
			return { indexes: matches.map(({ number }) => number - dropped).filter(passes), folded: noneFolded };
		}
		// A block with a match stays open.
		const open = new Set(isFolding ? matches.map(({ number }) => heads[number - dropped]) : []);
		const folded = new Map<number, number>();
		const indexes: number[] = [];
		for (let index = 0; index < lines.length; index++) {
			const head = heads[index]!;
			if (!passes(index)) {
				continue;
			}
			if (head === index || !isFolding || open.has(head)) {
				indexes.push(index);
			} else {
				folded.set(head, (folded.get(head) ?? 0) + 1);
			}
		}
		return { indexes, folded };
	},
);

const noMatches: readonly NumberedLine[] = [];

/** The shown lines while some are hidden; undefined while all are shown. */
function partOf(view: LogView): Part | undefined {
	const isFolding = !view.raw && !view.unfolded && hasContinuations(view.lines);
	if (!isFolding && !isFiltered(view)) {
		return undefined;
	}
	const matches = view.search === '' ? noMatches : matchesOf(view);
	return partIn(view.lines, view.dropped, matches, showsMatches(view), view.levels, isFolding, view.hidden);
}

/** The number of lines that are shown, on screen or scrolled out of it. */
export const shownCount = (view: LogView): number => partOf(view)?.indexes.length ?? view.lines.length;

/** The lines at positions `from` to `to` of what is shown. */
export function shownLines(view: LogView, from: number, to: number): readonly NumberedLine[] {
	const { lines, dropped } = view;
	const part = partOf(view);
	if (part === undefined) {
		return lines.slice(from, to).map((line, index) => ({ number: dropped + Math.max(0, from) + index, line }));
	}
	const { indexes, folded } = part;
	return indexes
		.slice(Math.max(0, from), Math.max(0, to))
		.map(index => ({ number: dropped + index, line: lines[index]!, folded: folded.get(index) }));
}

/** The position of the first shown line with at least this number; the number of shown lines if there is none. */
export function positionOfLine(view: LogView, number: number): number {
	const index = number - view.dropped;
	const indexes = partOf(view)?.indexes;
	if (indexes === undefined) {
		return Math.min(Math.max(0, index), view.lines.length);
	}
	let low = 0;
	let high = indexes.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if (indexes[middle]! < index) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}

const errorsIn = memo((lines: LogView['lines'], dropped: number): readonly NumberedLine[] => {
	const found: NumberedLine[] = [];
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index]!;
		if (!line.continues && isAtLeast(levelOf(line), 'error')) {
			found.push({ number: dropped + index, line });
		}
	}
	return found;
});

/** The lines of errors, of all lines that are kept. */
export const errorsOf = (view: LogView): readonly NumberedLine[] =>
	visibleErrors(errorsIn(view.lines, view.dropped), view.hidden);
