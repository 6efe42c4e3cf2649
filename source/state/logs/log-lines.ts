import { withoutColours } from '../../domain/text/lines.js';
import { matcher } from '../../domain/text/search.js';
import { memo } from '../memo.js';
import type { LogView } from './log-view.js';

/** A line with its number, which stays the same while older lines are dropped. */
export type NumberedLine = { readonly number: number; readonly line: LogView['lines'][number] };

const matchingLines = memo((lines: LogView['lines'], dropped: number, search: string): readonly NumberedLine[] => {
	const matches = matcher(search);
	const found: NumberedLine[] = [];
	lines.forEach((line, index) => {
		if (matches?.(withoutColours(line.text))) {
			found.push({ number: dropped + index, line });
		}
	});
	return found;
});

/** The lines that match the search, memoised. Empty without a search. */
export const matchesOf = (view: LogView): readonly NumberedLine[] =>
	view.search === '' ? [] : matchingLines(view.lines, view.dropped, view.search);

/** Returns true while only the lines that match are shown. */
export const showsMatches = (view: LogView): boolean => view.matching && view.search !== '';

/** The number of lines that are shown, on screen or scrolled out of it. */
export const shownCount = (view: LogView): number => (showsMatches(view) ? matchesOf(view).length : view.lines.length);

/** The lines at positions `from` to `to` of what is shown. */
export function shownLines(view: LogView, from: number, to: number): readonly NumberedLine[] {
	if (showsMatches(view)) {
		return matchesOf(view).slice(from, to);
	}
	return view.lines.slice(from, to).map((line, index) => ({ number: view.dropped + Math.max(0, from) + index, line }));
}
