import { type BodySize, insideBorder } from '../layout.js';
import { histogramRows } from '../logs/find/log-histogram.js';
import { nearestPosition, positionOfLine, shownCount } from '../logs/log-lines.js';
import type { LogView } from '../logs/log-view.js';
import { currentLayout, currentTab } from '../selectors.js';
import type { State } from '../state.js';
import { type Viewport, viewport } from '../viewport.js';
import { textLines } from './text-lines.js';

/** The body of the detail, inside its border; undefined while the detail is not on screen. */
export function detailBody(state: State): BodySize | undefined {
	const { detail } = currentLayout(state);
	return detail && insideBorder(detail);
}

/** The viewport of the open tab, over lines; undefined while the detail is not on screen. */
export function detailViewport(state: State): Viewport | undefined {
	const body = detailBody(state);
	return body && (currentTab(state) === 'logs' ? logViewport(state.logs, body) : textTabViewport(state, body));
}

/** The viewport of a text tab in a body of a size. */
export const textTabViewport = (state: State, { width, height }: BodySize): Viewport =>
	viewport(textLines(state, width).length, Math.max(1, height), state.text.top);

/**
 * The viewport of a log in a body of a size, over the lines that are shown; the body's first row has the histogram, its last the
 * status line. The line with the cursor is always in it.
 */
export function logViewport(log: LogView, { height }: BodySize): Viewport {
	const rows = Math.max(1, height - 1 - histogramRows(log, height));
	const seen = viewport(shownCount(log), rows, log.follow ? 'end' : positionOf(log));
	if (log.follow || log.cursor === undefined) {
		return seen;
	}
	const cursor = nearestPosition(log, log.cursor);
	return viewport(seen.count, rows, Math.min(Math.max(seen.top, cursor - rows + 1), cursor));
}

/** The position of the line `top` among the lines that are shown. */
function positionOf(log: LogView): number | 'end' {
	const at = positionOfLine(log, log.top);
	return at < shownCount(log) ? at : 'end';
}
