import { detailBody, logViewport } from '../detail/detail-viewport.js';
import { currentTab } from '../selectors.js';
import type { State } from '../state.js';
import { pageRows, type Viewport } from '../viewport.js';
import type { NumberedLine } from './index/log-index.js';
import { nearestPosition, shownLines } from './log-lines.js';
import { readOn } from './log-scroll.js';
import type { LogView } from './log-view.js';

/** The line at a position of what is shown; undefined beyond its ends. */
const lineAt = (log: LogView, position: number): NumberedLine | undefined =>
	position < 0 ? undefined : shownLines(log, position, position + 1)[0];

/** The position of the cursor among the shown lines: the nearest one to its line while that is not shown. */
const positionIn = (log: LogView, seen: Viewport): number =>
	log.cursor === undefined ? seen.top : nearestPosition(log, log.cursor);

/** The number of the shown line that is nearest to the cursor's; undefined while the log is followed. */
export const cursorNumber = (log: LogView): number | undefined =>
	log.follow || log.cursor === undefined ? undefined : lineAt(log, nearestPosition(log, log.cursor))?.number;

/** The line that the cursor is on; undefined while the log is followed, has no lines, or another part of the screen has the keys. */
export function cursorLine(state: State): NumberedLine | undefined {
	const { logs, focus } = state;
	const body = detailBody(state);
	return body === undefined || focus !== 'detail' || currentTab(state) !== 'logs' || logs.follow
		? undefined
		: lineAt(logs, positionIn(logs, logViewport(logs, body)));
}

/** Puts the cursor on the line at a position, or the nearest one, and stops following. The first line on screen is `top`. */
function putCursor(state: State, seen: Viewport, position: number, top: number): State {
	const { logs } = state;
	const line = lineAt(logs, Math.min(Math.max(0, position), seen.count - 1));
	const first = lineAt(logs, Math.min(Math.max(0, top), seen.last));
	return line === undefined || first === undefined
		? state
		: { ...state, logs: { ...logs, follow: false, cursor: line.number, top: first.number } };
}

const followed = (state: State): State =>
	state.logs.follow ? state : { ...state, logs: { ...state.logs, follow: true, cursor: undefined } };

/**
 * Moves the cursor by lines; the log scrolls as far as it must. A step up from a log that is followed puts it on the last line,
 * and a step down from the last line follows again, or reads the lines behind it.
 */
export function moveCursor(state: State, by: number): State {
	return move(state, by, false);
}

/** Moves the cursor by pages, and scrolls the log with it. */
export function pageCursor(state: State, by: 1 | -1): State {
	const body = detailBody(state);
	return body ? move(state, by * pageRows(logViewport(state.logs, body)), true) : state;
}

function move(state: State, by: number, isPage: boolean): State {
	const { logs } = state;
	const body = detailBody(state);
	if (!body) {
		return state;
	}
	const seen = logViewport(logs, body);
	if (logs.follow) {
		const step = isPage ? by : by + 1;
		return by > 0 ? state : putCursor(state, seen, seen.count - 1 + step, seen.top + step);
	}
	const from = positionIn(logs, seen);
	if (by > 0 && from >= seen.count - 1) {
		return logs.status === 'more' ? readOn(state) : followed(state);
	}
	const position = from + by;
	const top = isPage ? seen.top + by : seen.top;
	return putCursor(state, seen, position, Math.min(Math.max(top, position - seen.height + 1), position));
}

/** Puts the cursor on the line with a number, and stops following; the same lines stay on screen. */
export function putCursorOn(state: State, number: number): State {
	const body = detailBody(state);
	const seen = body && logViewport(state.logs, body);
	return seen ? putCursor(state, seen, nearestPosition(state.logs, number), seen.top) : state;
}
