import { type PaneId, paneIds, type TabId } from '../panes/pane.js';
import { paneLayoutOf, paneOf, shownItems } from './selectors.js';
import type { PaneState, State } from './state.js';

/** Changes the state of one pane; the same state when nothing changes. */
export function withPane(state: State, id: PaneId, change: Partial<PaneState>): State {
	const pane = state.panes[id];
	const same = (Object.keys(change) as (keyof PaneState)[]).every(key => pane[key] === change[key]);
	return same ? state : { ...state, panes: { ...state.panes, [id]: { ...pane, ...change } } };
}

/**
 * Keeps a pane's selection true to its list: the same item by id wherever it went; when it is gone, its neighbour; and the
 * window around it. Called after every change of lists, filters, orders and sizes.
 */
export function settle(state: State, id: PaneId): State {
	const items = shownItems(state, id);
	const pane = paneOf(id);
	const { selected, index } = state.panes[id];
	let at = selected === undefined ? -1 : items.findIndex(item => pane.key(item) === selected);
	if (at < 0) at = Math.min(Math.max(index, 0), items.length - 1);
	const item = items[at];
	const next = withPane(state, id, {
		selected: item === undefined ? undefined : pane.key(item),
		index: Math.max(at, 0),
	});
	const kept = keepVisible(next, id, items.length);
	// The room of every pane depends on how much the others have to show.
	const settled = paneIds.reduce(
		(all, other) => (other === id ? all : keepVisible(all, other, shownItems(all, other).length)),
		kept,
	);
	return next.panes[id].selected !== selected && id === state.pane ? resetDetail(settled) : settled;
}

/** `settle` for all panes. */
export const settleAll = (state: State): State => paneIds.reduce(settle, state);

function keepVisible(state: State, id: PaneId, count: number): State {
	const rows = paneLayoutOf(state, id)?.rows ?? 0;
	const { index, offset } = state.panes[id];
	if (rows <= 0) return withPane(state, id, { offset: index });
	const highest = Math.max(0, count - rows);
	const next = index < offset ? index : index >= offset + rows ? index - rows + 1 : offset;
	return withPane(state, id, { offset: Math.min(Math.max(0, next), highest) });
}

/** Selects the row at `index` of the focused pane, clamped to the list. */
export function selectIndex(state: State, index: number): State {
	const id = state.pane;
	const items = shownItems(state, id);
	const at = Math.min(Math.max(0, index), items.length - 1);
	const item = items[at];
	if (item === undefined) return state;
	const selected = paneOf(id).key(item);
	if (selected === state.panes[id].selected) return state;
	return resetDetail(keepVisible(withPane(state, id, { selected, index: at }), id, items.length));
}

/** Moves the selection of the focused pane by rows. */
export const moveSelection = (state: State, by: number): State =>
	selectIndex(state, state.panes[state.pane].index + by);

/** Rows that PgUp and PgDn move in the focused pane. */
export const pageRows = (state: State): number => Math.max(1, (paneLayoutOf(state, state.pane)?.rows ?? 1) - 1);

/** Focuses a pane; the detail then shows its selection. */
export function focusPane(state: State, id: PaneId): State {
	if (id === state.pane && state.focus === 'list') return state;
	return settleAll(
		resetDetail({ ...state, pane: id, focus: 'list', zoom: state.zoom === 'detail' ? 'none' : state.zoom }),
	);
}

/** Opens a tab of the focused pane. */
export function openTab(state: State, tab: TabId): State {
	return state.panes[state.pane].tab === tab ? state : resetDetail(withPane(state, state.pane, { tab }));
}

/** The next (1) or previous (-1) tab of the focused pane. */
export function cycleTab(state: State, by: 1 | -1): State {
	const { tabs } = paneOf(state.pane);
	const at = tabs.findIndex(tab => tab.id === state.panes[state.pane].tab);
	const next = tabs[(at + by + tabs.length) % tabs.length];
	return next ? openTab(state, next.id) : state;
}

/** What belonged to the former subject of the detail goes back to its start. */
function resetDetail(state: State): State {
	const { top, reveal, hit } = state.text;
	if (top === 0 && !reveal && hit === undefined) return state;
	return { ...state, text: { ...state.text, top: 0, reveal: false, hit: undefined } };
}

/** Marks or unmarks the selected row and steps down. */
export function toggleMark(state: State): State {
	const id = state.pane;
	const { selected, marks } = state.panes[id];
	if (selected === undefined) return state;
	const next = new Set(marks);
	if (!next.delete(selected)) next.add(selected);
	return moveSelection(withPane(state, id, { marks: next }), 1);
}

/** Marks all that is shown; clears the marks when all were marked. */
export function toggleAllMarks(state: State): State {
	const id = state.pane;
	const keys = shownItems(state, id).map(item => paneOf(id).key(item));
	const { marks } = state.panes[id];
	return withPane(state, id, { marks: keys.every(key => marks.has(key)) ? new Set() : new Set(keys) });
}
