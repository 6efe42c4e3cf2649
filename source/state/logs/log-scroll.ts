import { memo } from '../memo.js';
import type { State } from '../state.js';
import { emptyLogView, type LogView, type LogWindow, matcher, withoutColours } from './log-view.js';

/** A line with its number, which stays the same while older lines are forgotten. */
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

/** Lines that match the search; memoised. Empty without a search. */
export const matchesOf = (view: LogView): readonly NumberedLine[] =>
	view.search === '' ? [] : matchingLines(view.lines, view.dropped, view.search);

/** How many lines there are to scroll over. */
export const shownCount = (view: LogView): number =>
	view.matching && view.search !== '' ? matchesOf(view).length : view.lines.length;

/** The lines at positions `from` to `to` of what is shown. */
export function shownLines(view: LogView, from: number, to: number): readonly NumberedLine[] {
	if (view.matching && view.search !== '') {
		return matchesOf(view).slice(from, to);
	}
	return view.lines.slice(from, to).map((line, index) => ({ number: view.dropped + Math.max(0, from) + index, line }));
}

/** Position of `top` among what is shown. */
export function topPosition(view: LogView, height: number): number {
	const count = shownCount(view);
	const last = Math.max(0, count - height);
	if (view.follow) {
		return last;
	}
	if (!(view.matching && view.search !== '')) {
		return Math.min(Math.max(0, view.top - view.dropped), last);
	}
	const at = matchesOf(view).findIndex(match => match.number >= view.top);
	return Math.min(at < 0 ? last : at, last);
}

const withLogs = (state: State, change: Partial<LogView>): State => ({ ...state, logs: { ...state.logs, ...change } });

/** Scrolls by lines; reaching the end follows again. */
export function scrollLog(state: State, by: number, height: number): State {
	const position = Math.max(0, topPosition(state.logs, height) + by);
	const last = Math.max(0, shownCount(state.logs) - height);
	if (position >= last && by > 0) {
		return withLogs(state, { follow: true });
	}
	const [line] = shownLines(state.logs, position, position + 1);
	return withLogs(state, { follow: false, top: line?.number ?? state.logs.dropped });
}

/** Stops at what is shown now, or goes back to the end. */
export function toggleFollow(state: State, height: number): State {
	return state.logs.follow ? scrollLog(state, 0, height) : withLogs(state, { follow: true });
}

export const scrollLogSideways = (state: State, by: number): State =>
	state.logs.wrap ? state : withLogs(state, { left: Math.max(0, state.logs.left + by) });

/** The log of another container, or another part of it: from an empty view, with the reading settings kept. */
export function openLog(state: State, container: string | undefined, window: LogWindow): State {
	const { timestamps, wrap, search, matching } = state.logs;
	return {
		...state,
		logs: { ...emptyLogView, container, window, timestamps, wrap, search, matching, follow: window !== 'head' },
	};
}

/** Searches; the current match is the nearest at or above the bottom of what is shown. */
export function searchLog(state: State, search: string): State {
	const logs = { ...state.logs, search, matching: search === '' ? false : state.logs.matching };
	return { ...state, logs: { ...logs, match: matchesOf(logs).at(-1)?.number } };
}

/** Goes to the next (down) or previous (up) match and shows it in the middle. */
export function stepMatch(state: State, by: 1 | -1, height: number): State {
	const matches = matchesOf(state.logs);
	if (matches.length === 0) {
		return state;
	}
	const current = state.logs.match ?? Number.POSITIVE_INFINITY;
	const next =
		by > 0
			? (matches.find(match => match.number > current) ?? matches[0])
			: (matches.findLast(match => match.number < current) ?? matches.at(-1));
	if (!next) {
		return state;
	}
	return withLogs(state, {
		match: next.number,
		follow: false,
		top: Math.max(state.logs.dropped, next.number - Math.floor(height / 2)),
	});
}
