import { detailBody, detailViewport, logViewport } from '../detail/detail-viewport.js';
import type { State } from '../state.js';
import type { Viewport } from '../viewport.js';
import { matchesOf, shownLines, showsMatches } from './log-lines.js';
import { logSettings } from './log-settings.js';
import { emptyLogView, type LogView } from './log-view.js';

const withLogs = (state: State, change: Partial<LogView>): State => ({ ...state, logs: { ...state.logs, ...change } });

/** Scrolls by lines; at the end the log is followed again. */
export function scrollLog(state: State, by: number): State {
	const seen = detailViewport(state);
	if (!seen) {
		return state;
	}
	const position = seen.top + by;
	return position >= seen.last && by > 0 ? withLogs(state, { follow: true }) : readFrom(state, position);
}

/** Scrolls to the first line, or follows the end. */
export const scrollLogTo = (state: State, to: 'start' | 'end'): State =>
	to === 'end' ? withLogs(state, { follow: true }) : readFrom(state, 0);

/** Stops at the lines on screen, or follows the end again. */
export const toggleFollow = (state: State): State =>
	state.logs.follow ? scrollLog(state, 0) : withLogs(state, { follow: true });

/** Stops following, with the line at a position as the first one on screen. */
function readFrom(state: State, position: number): State {
	const from = Math.max(0, position);
	const [line] = shownLines(state.logs, from, from + 1);
	return withLogs(state, { follow: false, top: line?.number ?? state.logs.dropped });
}

/** Keeps the first line within the viewport. Otherwise new lines would scroll a page that was shorter than its height. */
export function settleLog(state: State): State {
	const { logs } = state;
	const body = detailBody(state);
	// `top` is a place among all lines, to which the log returns when it no longer shows only the matches.
	if (!body || logs.follow || showsMatches(logs)) {
		return state;
	}
	const top = logs.dropped + logViewport(logs, body).top;
	return top < logs.top ? withLogs(state, { top }) : state;
}

/** Scrolls sideways by cells; wrapped lines fit the width. */
export const scrollLogSideways = (state: State, by: number): State =>
	state.logs.wrap ? state : withLogs(state, { left: Math.max(0, state.logs.left + by) });

/** Opens the log of another container, or another part of it: empty, with the present search and the container's settings. */
export function openLog(state: State, container: string): State {
	const { timestamps, wrap, search, matching } = state.logs;
	const { window } = logSettings(state, container);
	return {
		...state,
		logs: { ...emptyLogView, container, window, timestamps, wrap, search, matching, follow: window !== 'head' },
	};
}

/** Searches; the last match is the current one. */
export function searchLog(state: State, search: string): State {
	const logs = { ...state.logs, search, matching: search === '' ? false : state.logs.matching };
	return { ...state, logs: { ...logs, match: matchesOf(logs).at(-1)?.number } };
}

/** The next (1) or previous (-1) match, and if it lies around an end; undefined if nothing matches. */
export function nextMatch(
	state: State,
	by: 1 | -1,
): { readonly number: number; readonly isWrapped: boolean } | undefined {
	const seen = detailViewport(state);
	const matches = matchesOf(state.logs);
	if (!seen || matches.length === 0) {
		return undefined;
	}
	const from = searchOrigin(state, seen, by);
	const next = by > 0 ? matches.find(match => match.number > from) : matches.findLast(match => match.number < from);
	const number = next?.number ?? (by > 0 ? matches[0]! : matches.at(-1)!).number;
	return { number, isWrapped: next === undefined };
}

/** The number of the line from which a step searches: the current match while it is on screen, else the edge of the screen. */
function searchOrigin({ logs }: State, { top, height }: Viewport, by: 1 | -1): number {
	const shown = shownLines(logs, top, top + height);
	const first = shown[0]?.number ?? logs.dropped;
	const last = shown.at(-1)?.number ?? first;
	const { match } = logs;
	if (match !== undefined && match >= first && match <= last) {
		return match;
	}
	return by > 0 ? first - 1 : last + 1;
}

/** Scrolls the next (1) or previous (-1) match to the middle. */
export function stepMatch(state: State, by: 1 | -1): State {
	const seen = detailViewport(state);
	const next = nextMatch(state, by);
	if (!seen || !next) {
		return state;
	}
	const top = Math.max(state.logs.dropped, next.number - Math.floor(seen.height / 2));
	return settleLog(withLogs(state, { match: next.number, follow: false, top }));
}
