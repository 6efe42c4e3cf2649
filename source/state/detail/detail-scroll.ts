import type { Line } from '../../domain/text/line.js';
import { plainText } from '../../domain/text/lines.js';
import { matcher } from '../../domain/text/search.js';
import { moveCursor, pageCursor } from '../logs/log-cursor.js';
import { scrollLog, scrollLogTo, settleLog } from '../logs/log-scroll.js';
import { memo } from '../memo.js';
import { currentTab } from '../selectors.js';
import type { State } from '../state.js';
import { pageRows, viewport } from '../viewport.js';
import { detailBody, detailViewport, textTabViewport } from './detail-viewport.js';
import { textLines } from './text-lines.js';

const isLog = (state: State): boolean => currentTab(state) === 'logs';

const withText = (state: State, change: Partial<State['text']>): State => ({
	...state,
	text: { ...state.text, ...change },
});

/** Scrolls a text to a line, or as near to it as its viewport goes. */
function scrollText(state: State, to: number | 'end'): State {
	const seen = detailViewport(state);
	const top = seen && viewport(seen.count, seen.height, to).top;
	return top === undefined || top === state.text.top ? state : withText(state, { top });
}

/** Scrolls the open tab by lines. */
export function scrollDetail(state: State, by: number): State {
	if (isLog(state)) {
		return scrollLog(state, by);
	}
	const seen = detailViewport(state);
	return seen ? scrollText(state, seen.top + by) : state;
}

/** Moves in the open tab by lines: the cursor of the log, or the text. */
export const stepDetail = (state: State, by: number): State =>
	isLog(state) ? moveCursor(state, by) : scrollDetail(state, by);

/** Moves in the open tab by pages. */
export function pageDetail(state: State, by: 1 | -1): State {
	if (isLog(state)) {
		return pageCursor(state, by);
	}
	const seen = detailViewport(state);
	return seen ? scrollDetail(state, by * pageRows(seen)) : state;
}

/** Scrolls the open tab to its start or its end. */
export function scrollDetailTo(state: State, to: 'start' | 'end'): State {
	return isLog(state) ? scrollLogTo(state, to) : scrollText(state, to === 'end' ? 'end' : 0);
}

/** Keeps the offset of the open tab within its viewport: after a resize, and when its content got shorter. */
export function settleDetail(state: State): State {
	if (isLog(state)) {
		return settleLog(state);
	}
	return state.text.top === 0 ? state : scrollText(state, state.text.top);
}

const hitsOf = memo((lines: readonly Line[], search: string): readonly number[] => {
	const matches = matcher(search);
	return matches ? lines.flatMap((line, index) => (matches(plainText(line)) ? [index] : [])) : [];
});

/** The next (1) or previous (-1) line that matches the search, and if it lies around an end; undefined if none does. */
export function nextHit(state: State, by: 1 | -1): { readonly line: number; readonly isWrapped: boolean } | undefined {
	const body = detailBody(state);
	const { search, hit } = state.text;
	if (!body || search === '') {
		return undefined;
	}
	const { height, top } = textTabViewport(state, body);
	const hits = hitsOf(textLines(state, body.width), search);
	if (hits.length === 0) {
		return undefined;
	}
	// The search goes on from the last hit only while the user has not scrolled away from it.
	const from = hit !== undefined && hit >= top && hit < top + height ? hit : top - by;
	const next = by > 0 ? hits.find(at => at > from) : hits.findLast(at => at < from);
	return { line: next ?? (by > 0 ? hits[0]! : hits.at(-1)!), isWrapped: next === undefined };
}

/** Scrolls to the next or previous line that matches the search, around the ends; returns the same state if none does. */
export function stepHit(state: State, by: 1 | -1): State {
	const seen = detailViewport(state);
	const next = nextHit(state, by);
	return seen && next
		? withText(state, { hit: next.line, top: viewport(seen.count, seen.height, next.line).top })
		: state;
}

/** Shows or hides the values that look secret. */
export const toggleReveal = (state: State): State => settleDetail(withText(state, { reveal: !state.text.reveal }));
