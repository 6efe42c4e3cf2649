import { newSource } from '../../domain/logs/source-names.js';
import { detailBody, detailViewport, logViewport } from '../detail/detail-viewport.js';
import type { State } from '../state.js';
import type { Viewport } from '../viewport.js';
import { histogramOf, histogramWidth, nextBucket } from './find/log-histogram.js';
import { lastMatch, startScan } from './find/log-scan.js';
import { justBefore, rowOfTime, timeOf } from './find/log-times.js';
import type { LogIndex } from './index/log-index.js';
import {
	errorsOf,
	isFiltered,
	matchesOf,
	nearestPosition,
	positionOfLine,
	shownIndex,
	shownLines,
} from './log-lines.js';
import { changeLogSettings, logSettings } from './log-settings.js';
import { mergedLog } from './log-subject.js';
import { emptyLogView, isLogEmpty, type LogView, startOf, windowFrom } from './log-view.js';

const withLogs = (state: State, change: Partial<LogView>): State => ({ ...state, logs: { ...state.logs, ...change } });

/** Scrolls by lines; at the end the log is followed again. */
export function scrollLog(state: State, by: number): State {
	const seen = detailViewport(state);
	if (!seen || seen.count === 0) {
		return state;
	}
	const position = seen.top + by;
	if (by > 0 && position >= seen.last && state.logs.status === 'more') {
		return seen.top < seen.last ? readFrom(state, seen.last) : readOn(state);
	}
	return position >= seen.last && by > 0 ? follow(state) : readFrom(state, position);
}

/** Reads the lines behind the last one, which becomes the first one. */
export function readOn(state: State): State {
	const { container, lines } = state.logs;
	const last = lines.at(-1);
	if (container === undefined || last === undefined) {
		return state;
	}
	const next = openLog(changeLogSettings(state, container, { window: windowFrom(justBefore(last)) }), container);
	return withLogs(next, { cursor: 0 });
}

const follow = (state: State): State => withLogs(state, { follow: true, cursor: undefined });

/** Scrolls to the first line, or follows the end. */
export const scrollLogTo = (state: State, to: 'start' | 'end'): State =>
	to === 'end' ? toEnd(state) : detailViewport(state)?.count === 0 ? state : readFrom(state, 0, 0);

function toEnd(state: State): State {
	const seen = detailViewport(state);
	return state.logs.status === 'more' && seen !== undefined
		? readFrom(state, seen.last, seen.count - 1)
		: follow(state);
}

/** Stops at the lines on screen, or follows the end again. */
export const toggleFollow = (state: State): State => (state.logs.follow ? scrollLog(state, 0) : follow(state));

/**
 * Stops following, with the line at a position as the first one on screen. The cursor goes to the line at the position `to`, or
 * as far as it must to stay on screen.
 */
function readFrom(state: State, position: number, to?: number): State {
	const { logs } = state;
	const from = Math.max(0, position);
	const { height = 1, top = 0, count = 0 } = detailViewport(state) ?? {};
	const before = logs.follow ? count - 1 : logs.cursor === undefined ? top : nearestPosition(logs, logs.cursor);
	const cursor = to ?? Math.min(Math.max(before, from), from + height - 1);
	return withLogs(state, {
		follow: false,
		top: numberAt(logs, from) ?? logs.dropped,
		cursor: numberAt(logs, Math.min(cursor, count - 1)),
	});
}

const numberAt = (logs: LogView, position: number): number | undefined =>
	shownLines(logs, position, position + 1)[0]?.number;

/** Keeps the first line within the viewport. Otherwise new lines would scroll a page that was shorter than its height. */
export function settleLog(state: State): State {
	const { logs } = state;
	const body = detailBody(state);
	// `top` is a place among all lines, to which the log returns when it no longer shows only some.
	if (!body || logs.follow || isFiltered(logs)) {
		return state;
	}
	const at = logViewport(logs, body).top;
	const top = shownLines(logs, at, at + 1)[0]?.number ?? logs.dropped;
	return top < logs.top ? withLogs(state, { top }) : state;
}

/** Scrolls sideways by cells; wrapped lines fit the width. */
export const scrollLogSideways = (state: State, by: number): State =>
	state.logs.wrap ? state : withLogs(state, { left: Math.max(0, state.logs.left + by) });

/**
 * Opens the log of another container, of several (by the key of `mergedLog`), or another part of it: empty, with the present
 * search and its settings.
 */
export function openLog(state: State, container: string): State {
	const { timestamps, wrap, levels, unfolded, search, searchMode } = state.logs;
	const { filters, around, highlights, bookmarks, histogram } = state.logs;
	const looks = { timestamps, wrap, levels, unfolded, histogram };
	const kept = { ...looks, search, searchMode, filters, around, highlights, bookmarks };
	const { window, raw } = logSettings(state, container);
	const merged = mergedLog(state);
	const isGroup = merged?.key === container && merged.title === undefined;
	return {
		...state,
		groupLog: isGroup ? container : undefined,
		older: undefined,
		logs: {
			...emptyLogView,
			...kept,
			container,
			window,
			raw,
			follow: window !== 'head' && startOf(window) === undefined,
			sources: sourcesOf(state, container),
			followsEmpty: isLogEmpty(state.logs),
		},
	};
}

function sourcesOf(state: State, key: string): LogView['sources'] {
	const merged = mergedLog(state);
	return merged?.key === key ? merged.containers.map(newSource) : [];
}

/** Searches; the last match is the current one. */
export function searchLog(state: State, search: string): State {
	const logs = startScan({ ...state.logs, search });
	return { ...state, logs: { ...logs, match: lastMatch(logs) } };
}

const lastOf = (lines: LogIndex) => lines.at(lines.count - 1);

/** A line to go to, and if it lies around an end. */
export type Step = { readonly number: number; readonly isWrapped: boolean };

/** The next (1) or previous (-1) match; undefined if nothing matches. */
export const nextMatch = (state: State, by: 1 | -1): Step | undefined =>
	nextOf(state, matchesOf(state.logs), state.logs.match, by);

/** The next (1) or previous (-1) error; undefined if there is none. */
export const nextError = (state: State, by: 1 | -1): Step | undefined =>
	nextOf(state, errorsOf(state.logs), state.logs.problem, by);

function nextOf(state: State, lines: LogIndex, current: number | undefined, by: 1 | -1): Step | undefined {
	const seen = detailViewport(state);
	if (!seen || lines.count === 0) {
		return undefined;
	}
	const from = originOf(state, seen, current, by);
	const next = lines.at(by > 0 ? lines.rowOf(from + 1) : lines.rowOf(from) - 1);
	const { number } = next ?? (by > 0 ? lines.at(0) : lastOf(lines))!;
	return { number, isWrapped: next === undefined };
}

/** The number of the line from which a step goes: the cursor's, or else the current one while it is on screen, or the screen's edge. */
function originOf({ logs }: State, { top, height }: Viewport, current: number | undefined, by: 1 | -1): number {
	if (logs.cursor !== undefined) {
		// The line with the cursor is a step's destination, too, if no step has led there.
		return logs.cursor === current ? logs.cursor : logs.cursor - by;
	}
	const shown = shownLines(logs, top, top + height);
	const first = shown[0]?.number ?? logs.dropped;
	const last = shown.at(-1)?.number ?? first;
	if (current !== undefined && current >= first && current <= last) {
		return current;
	}
	return by > 0 ? first - 1 : last + 1;
}

/** Scrolls the next (1) or previous (-1) match to the middle. */
export const stepMatch = (state: State, by: 1 | -1): State => {
	const next = nextMatch(state, by);
	return next ? goTo(withLogs(state, { match: next.number }), next.number) : state;
};

/** Scrolls the next (1) or previous (-1) error to the middle. */
export const stepError = (state: State, by: 1 | -1): State => {
	const next = nextError(state, by);
	return next ? goTo(withLogs(state, { problem: next.number }), next.number) : state;
};

/** Scrolls a line to the middle, puts the cursor on it, and stops following. */
export function goTo(state: State, number: number): State {
	const seen = detailViewport(state);
	const at = positionOfLine(state.logs, number);
	return seen ? settleLog(readFrom(state, at - Math.floor(seen.height / 2), at)) : state;
}

/** Scrolls the first line of the next (1) or previous (-1) bar of the histogram to the top. */
export function stepBucket(state: State, by: 1 | -1): State {
	const { logs } = state;
	const body = detailBody(state);
	const histogram = body && histogramOf(logs, histogramWidth(body.width));
	const index = shownIndex(logs);
	const first = body && index.at(logViewport(logs, body).top);
	if (histogram === undefined || first === undefined) {
		return state;
	}
	const time = nextBucket(histogram, timeOf(first.line), by);
	return time === undefined ? state : settleLog(readFrom(state, rowOfTime(index, time)));
}
