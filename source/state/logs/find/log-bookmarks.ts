import type { LogLine } from '../../../domain/logs/log-line.js';
import { detailViewport } from '../../detail/detail-viewport.js';
import type { State } from '../../state.js';
import type { NumberedLine } from '../index/log-index.js';
import { cursorLine } from '../log-cursor.js';
import { shownIndex } from '../log-lines.js';
import type { LogView } from '../log-view.js';

/** The most bookmarks; the oldest ones are dropped. */
const maxBookmarks = 500;

/**
 * Identifies a line by what it says and when, so that its bookmark stays while lines come and go, and in a log that shows
 * several containers as one.
 */
export const bookmarkOf = ({ stream, time, text }: LogLine): string => `${time} ${stream} ${text}`;

/** The line that keys work on: the one with the cursor, or the last one while the log is followed. */
export function currentLine(state: State): NumberedLine | undefined {
	const seen = detailViewport(state);
	const index = shownIndex(state.logs);
	return cursorLine(state) ?? (seen && index.at(Math.min(index.count, seen.top + seen.height) - 1));
}

/** Sets a bookmark on the current line, or removes it. */
export function toggleBookmark(state: State): State {
	const line = currentLine(state)?.line;
	if (line === undefined) {
		return state;
	}
	const bookmarks = new Set(state.logs.bookmarks);
	const key = bookmarkOf(line);
	if (!bookmarks.delete(key)) {
		bookmarks.add(key);
	}
	return { ...state, logs: { ...state.logs, bookmarks: new Set([...bookmarks].slice(-maxBookmarks)) } };
}

/** The shown lines with a bookmark. */
export function bookmarkedLines(view: LogView): readonly NumberedLine[] {
	if (view.bookmarks.size === 0) {
		return [];
	}
	const times = new Set([...view.bookmarks].map(key => key.slice(0, key.indexOf(' '))));
	return shownIndex(view)
		.slice()
		.filter(({ line }) => times.has(line.time) && view.bookmarks.has(bookmarkOf(line)));
}

/** The bookmark behind (1) or before (-1) the current line, around the ends. */
export function nextBookmark(state: State, by: 1 | -1): NumberedLine | undefined {
	const marked = bookmarkedLines(state.logs);
	const from = currentLine(state)?.number ?? 0;
	return by > 0
		? (marked.find(({ number }) => number > from) ?? marked[0])
		: (marked.findLast(({ number }) => number < from) ?? marked.at(-1));
}
