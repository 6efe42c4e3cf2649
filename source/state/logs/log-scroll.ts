import { detailBody, detailViewport, logViewport } from '../detail/detail-viewport.js';
import type { State } from '../state.js';
import { matchesOf, shownLines, showsMatches } from './log-lines.js';
import { emptyLogView, type LogView, type LogWindow } from './log-view.js';

const withLogs = (state: State, change: Partial<LogView>): State => ({ ...state, logs: { ...state.logs, ...change } });

/** Scrolls by lines; reaching the end follows again. */
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

/** Stops at the lines that are seen now, or goes back to the end. */
export const toggleFollow = (state: State): State =>
	state.logs.follow ? scrollLog(state, 0) : withLogs(state, { follow: true });

/** Stops following, and begins at a position of what is shown. */
function readFrom(state: State, position: number): State {
	const from = Math.max(0, position);
	const [line] = shownLines(state.logs, from, from + 1);
	return withLogs(state, { follow: false, top: line?.number ?? state.logs.dropped });
}

/** The log with its first line within the viewport: new lines must not push a page that was shorter than it. */
export function settleLog(state: State): State {
	const { logs } = state;
	const body = detailBody(state);
	// While only matches are shown, the place among all lines waits behind them.
	if (!body || logs.follow || showsMatches(logs)) {
		return state;
	}
	const top = logs.dropped + logViewport(logs, body).top;
	return top < logs.top ? withLogs(state, { top }) : state;
}

/** Scrolls sideways by cells; wrapped lines have no side. */
export const scrollLogSideways = (state: State, by: number): State =>
	state.logs.wrap ? state : withLogs(state, { left: Math.max(0, state.logs.left + by) });

/** Opens the log of another container, or another part of it: empty, with the present search and settings. */
export function openLog(state: State, container: string | undefined, window: LogWindow): State {
	const { timestamps, wrap, search, matching } = state.logs;
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

/** Goes to the next (down) or previous (up) match and shows it in the middle. */
export function stepMatch(state: State, by: 1 | -1): State {
	const seen = detailViewport(state);
	const matches = matchesOf(state.logs);
	const current = state.logs.match ?? Number.POSITIVE_INFINITY;
	const next =
		by > 0
			? (matches.find(match => match.number > current) ?? matches[0])
			: (matches.findLast(match => match.number < current) ?? matches.at(-1));
	if (!seen || !next) {
		return state;
	}
	const top = Math.max(state.logs.dropped, next.number - Math.floor(seen.height / 2));
	return settleLog(withLogs(state, { match: next.number, follow: false, top }));
}
