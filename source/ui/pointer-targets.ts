import { cellWidth } from '../domain/text/cell-width.js';
import type { Line } from '../domain/text/line.js';
import type { TabId } from '../panes/noun.js';
import { detailBody } from '../state/detail/detail-viewport.js';
import type { PointerTarget } from '../state/pointer/pointer-target.js';
import { currentLayout, currentTab, shownItems, tabsOf } from '../state/selectors.js';
import type { State } from '../state/state.js';
import type { Glyphs } from './glyphs.js';
import { detailTitle } from './views/detail/detail-title.js';
import { lineNumberAt } from './views/tabs/logs/logs-tab.js';

/** Returns the list, and the row of it, at a cell of the stack of lists. */
export function listTarget(state: State, _x: number, y: number): PointerTarget | undefined {
	const { panes } = currentLayout(state);
	const top = panes[0]?.rect.y ?? 0;
	const pane = panes.find(({ rect }) => top + y >= rect.y && top + y < rect.y + rect.height);
	if (!pane) {
		return undefined;
	}
	const { id, rect, columns, rows } = pane;
	// The rows lie below the title and, in the focused list, the heads of the columns.
	const row = top + y - rect.y - (columns ? 2 : 1);
	const index = state.panes[id].offset + row;
	const isRow = row >= 0 && row < rows && index < shownItems(state, id).length;
	return isRow ? { on: 'list', pane: id, index } : { on: 'list', pane: id };
}

/** Returns the tab whose name is at a cell of the detail, or the detail itself. */
export function detailTarget(state: State, x: number, y: number, glyphs: Glyphs): PointerTarget | undefined {
	const width = currentLayout(state).detail?.width ?? 0;
	// The title begins behind the corner of the border.
	const tab = y === 0 ? tabAt(detailTitle(state, width, glyphs), x - 1, state, glyphs) : undefined;
	return tab === undefined ? { on: 'detail', line: logLineAt(state, x, y, glyphs) } : { on: 'tab', tab };
}

/** The number of the log line at a cell of the detail. */
function logLineAt(state: State, x: number, y: number, glyphs: Glyphs): number | undefined {
	const body = detailBody(state);
	const isInside = body !== undefined && y > 0 && y <= body.height && x > 0 && x <= body.width;
	return isInside && currentTab(state) === 'logs' ? lineNumberAt(state, body, y - 1, glyphs) : undefined;
}

/** Finds the tab by its name in the drawn title: a span of its own, with brackets around the open one. */
function tabAt(title: Line, x: number, state: State, { left, right }: Glyphs): TabId | undefined {
	const tabs = tabsOf(state.pane);
	const at = tabs.findIndex(({ id }) => id === currentTab(state));
	let end = 0;
	// The first span has the name of the item, which may be that of a tab.
	for (const [index, { text }] of title.entries()) {
		end += cellWidth(text);
		if (x < end && index > 0) {
			const named = tabs.find(tab => tab.title === text);
			if (named) {
				return named.id;
			}
			// A narrow title shows the open tab only, between two arrows.
			const step = text === left ? -1 : text.startsWith(right) ? 1 : 0;
			return step === 0 ? undefined : tabs[(at + step + tabs.length) % tabs.length]?.id;
		}
	}
	return undefined;
}
