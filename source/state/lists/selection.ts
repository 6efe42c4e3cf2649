import { keysOf, type NounId, type TabId } from '../../panes/noun.js';
import { paneIds, paneOf } from '../../panes/panes.js';
import { settleDetail } from '../detail/detail-scroll.js';
import { detailNoun, paneLayoutOf, rowCount, rowIndexOf, rowKeyAt, shownPanes, tabOf, tabsOf } from '../selectors.js';
import type { PaneState, State } from '../state.js';
import { pageRows, type Viewport, viewport } from '../viewport.js';

/** Changes the state of one pane; returns the same state if nothing changes. */
export function withPane<N extends NounId>(state: State, id: N, change: Partial<PaneState<N>>): State {
	const pane: PaneState<N> = state.panes[id];
	const same = keysOf(change).every(key => pane[key] === change[key]);
	return same ? state : { ...state, panes: { ...state.panes, [id]: { ...pane, ...change } } };
}

/**
 * Keeps the selection on its item by key, or on a neighbour if the item is gone, and every offset within its viewport. To be
 * called after each change of lists, filters, orders and sizes.
 */
export function settle(state: State, id: NounId): State {
	const count = rowCount(state, id);
	const { selected, index } = state.panes[id];
	let at = selected === undefined ? -1 : rowIndexOf(state, id, selected);
	if (at < 0) {
		at = Math.min(Math.max(index, 0), count - 1);
	}
	const next = withPane(state, id, { selected: rowKeyAt(state, id, at), index: Math.max(at, 0) });
	const visible = keepVisible(next, id, count);
	// The rows of each pane depend on the items of the others.
	const all = paneIds.reduce(
		(before, other) => (other === id ? before : keepVisible(before, other, rowCount(before, other))),
		visible,
	);
	return settleDetail(next.panes[id].selected !== selected && id === state.pane ? resetDetail(all) : all);
}

/** Settles all panes. */
export const settleAll = (state: State): State => paneIds.reduce(settle, state);

function keepVisible(state: State, id: NounId, count: number): State {
	const { height } = listViewport(state, id);
	const { index, offset } = state.panes[id];
	if (height === 0) {
		return withPane(state, id, { offset: index });
	}
	const next = index < offset ? index : index >= offset + height ? index - height + 1 : offset;
	return withPane(state, id, { offset: viewport(count, height, next).top });
}

/** The viewport of a pane over its items; its height is 0 while no row of it is on screen. */
const listViewport = (state: State, id: NounId): Viewport =>
	viewport(rowCount(state, id), paneLayoutOf(state, id)?.rows ?? 0, state.panes[id].offset);

/** Selects the row at `index` of the focused pane, or the nearest one that there is. */
export const selectIndex = (state: State, index: number | 'end'): State => selectIn(state, state.pane, index);

function selectIn(state: State, id: NounId, index: number | 'end', isFocused = true): State {
	const count = rowCount(state, id);
	const at = index === 'end' ? count - 1 : Math.min(Math.max(0, index), count - 1);
	const selected = rowKeyAt(state, id, at);
	if (selected === undefined) {
		return state;
	}
	const chosen = forgetDeparted(state, id, 'selection');
	if (selected === state.panes[id].selected) {
		return chosen;
	}
	const next = keepVisible(withPane(chosen, id, { selected, index: at }), id, count);
	return isFocused ? resetDetail(next) : next;
}

/** Scrolls a pane by rows without giving it the focus; the selection moves only as far as it must to stay on screen. */
export function scrollPane(state: State, id: NounId, by: number): State {
	const { height, top, count } = listViewport(state, id);
	if (height === 0 || count === 0) {
		return state;
	}
	const offset = viewport(count, height, top + by).top;
	const { index } = state.panes[id];
	const next = selectIn(state, id, Math.min(Math.max(index, offset), offset + height - 1), id === state.pane);
	return withPane(next, id, { offset });
}

/** Forgets departed items after the user has chosen rows: the `selection`, or the `marks`. */
export function forgetDeparted<N extends NounId>(state: State, noun: N, chosen: 'selection' | 'marks'): State {
	const { departed }: PaneState<N> = state.panes[noun];
	const left = departed.flatMap(each => {
		const next = chosen === 'selection' ? { ...each, wasSelected: false } : { ...each, wasMarked: false };
		return next.wasSelected || next.wasMarked ? [next] : [];
	});
	const kept =
		noun === 'containers' && chosen === 'selection' && (state.departedLog || state.departedGroup)
			? { ...state, departedLog: undefined, departedGroup: undefined }
			: state;
	return departed.length === 0 ? kept : withPane(kept, noun, { departed: left });
}

/** Removes all marks of a pane: the user has cleared them, or an action has acted on them. */
export const clearMarks = (state: State, noun: NounId): State =>
	state.panes[noun].marks.size === 0 ? state : withMarks(forgetDeparted(state, noun, 'marks'), noun, new Set());

/** Moves the selection of the focused pane by rows. */
export const moveSelection = (state: State, by: number): State =>
	selectIndex(state, state.panes[state.pane].index + by);

/** Moves the selection of the focused pane by pages. */
export const pageSelection = (state: State, by: 1 | -1): State =>
	moveSelection(state, by * pageRows(listViewport(state, state.pane)));

/** Focuses a pane; the detail then shows its selection. */
export function focusPane(state: State, id: NounId): State {
	if (id === state.pane && state.focus === 'list') {
		return state;
	}
	const zoom = state.zoom === 'detail' ? 'none' : state.zoom;
	return settleAll(resetDetail({ ...inPane(state, id), focus: 'list', zoom }));
}

/** Gives a pane the focus; the way back from a visited pane is forgotten. */
const inPane = (state: State, id: NounId): State =>
	id === state.pane ? state : { ...state, pane: id, returnTo: undefined };

/** Opens a pane that is on screen only while it has the focus; `leaveVisit` leads back. */
export function visitPane(state: State, id: NounId): State {
	if (id === state.pane) {
		return state;
	}
	const { pane, focus, zoom } = state;
	return settleAll({ ...focusPane(state, id), zoom: 'none', returnTo: state.returnTo ?? { pane, focus, zoom } });
}

/** Goes back from a visited pane to the pane, focus and zoom before it; returns the same state in any other pane. */
export function leaveVisit(state: State): State {
	const { returnTo } = state;
	return returnTo === undefined ? state : settleAll(resetDetail({ ...state, ...returnTo, returnTo: undefined }));
}

/** Opens a tab of a pane for all its items; undefined opens the default of each item again. */
export function openTab<N extends NounId>(state: State, noun: N, tab: TabId<N> | undefined): State {
	const before: PaneState<N> = state.panes[noun];
	return before.tab === tab ? state : resetDetail(withPane(state, noun, { tab }));
}

/** Opens a tab of a pane and gives the detail the focus. */
export const showTab = <N extends NounId>(state: State, noun: N, tab: TabId<N>): State =>
	settle({ ...openTab(inPane(state, paneOf(noun)), noun, tab), focus: 'detail' }, paneOf(noun));

/** Opens the next (1) or previous (-1) tab of the focused pane. */
export const cycleTab = (state: State, by: 1 | -1): State => cycleTabOf(state, detailNoun(state), by);

function cycleTabOf<N extends NounId>(state: State, noun: N, by: 1 | -1): State {
	const tabs = tabsOf(noun);
	const open: string = tabOf(state, noun);
	const at = tabs.findIndex(({ id }) => id === open);
	const next = tabs[(at + by + tabs.length) % tabs.length];
	return next ? openTab(state, noun, next.id) : state;
}

/** Focuses the pane that many places after (or before) the focused one, around the ends. */
export function stepPane(state: State, by: number): State {
	const shown = shownPanes(state);
	const next = shown[(shown.indexOf(state.pane) + by + shown.length) % shown.length];
	return next === undefined ? state : focusPane(state, next);
}

/** Scrolls the detail to its start and hides its secrets: it shows another item or tab now. */
function resetDetail(state: State): State {
	const { top, reveal, hit } = state.text;
	if (top === 0 && !reveal && hit === undefined) {
		return state;
	}
	return { ...state, text: { ...state.text, top: 0, reveal: false, hit: undefined } };
}

/** Marks or unmarks the selected row and selects the next one. */
export function toggleMark(state: State): State {
	const id = state.pane;
	const { selected, marks } = state.panes[id];
	if (selected === undefined) {
		return state;
	}
	const next = new Set(marks);
	if (!next.delete(selected)) {
		next.add(selected);
	}
	return moveSelection(withPane(state, id, { marks: next }), 1);
}

/** Marks all items that are shown; clears the marks if all were marked. */
export const toggleAllMarks = (state: State): State => toggleAllIn(state, state.pane);

function toggleAllIn(state: State, id: NounId): State {
	const keys = Array.from({ length: rowCount(state, id) }, (_, index) => rowKeyAt(state, id, index) ?? '');
	const { marks } = state.panes[id];
	return withMarks(
		forgetDeparted(state, id, 'marks'),
		id,
		keys.every(key => marks.has(key)) ? new Set() : new Set(keys),
	);
}

const withMarks = (state: State, id: NounId, marks: ReadonlySet<string>): State => withPane(state, id, { marks });
