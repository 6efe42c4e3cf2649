import type { ItemOf, NounId } from '../../panes/noun.js';
import { nounIds, panes } from '../../panes/panes.js';
import { isFree } from '../modals/modals.js';
import { shownItems } from '../selectors.js';
import type { PaneState, Place, State } from '../state.js';
import { forgetDeparted, settle, withPane } from './selection.js';

/** The user's place before work that makes a new item. */
export const placeOf = (state: State, noun: NounId): Place => ({
	pane: state.pane,
	focus: state.focus,
	selected: state.panes[noun].selected,
	filter: state.panes[noun].filter,
});

/**
 * Highlights a new item, and selects it in its pane if the user has not gone on to something else since `from`. An item
 * without a row is remembered until its row comes. The focus stays where it is.
 */
export function showNew(state: State, noun: NounId, name: string, from: Place): State {
	const waiting = withPane(state, noun, { expected: { name, from } });
	return showExpected(waiting, noun);
}

/** Shows the expected items of all panes whose rows have come. */
export const showAllExpected = (state: State): State => nounIds.reduce(showExpected, state);

/** Highlights an item for a moment. */
export const highlight = (state: State, noun: NounId, key: string): State =>
	withPane(state, noun, { highlighted: key, expected: undefined });

function showExpected<N extends NounId>(state: State, noun: N): State {
	const { expected }: PaneState<N> = state.panes[noun];
	const item = expected && itemNamed(state.lists[noun], noun, expected.name);
	if (expected === undefined || item === undefined) {
		return state;
	}
	const key = panes[noun].key(item);
	const next = highlight(state, noun, key);
	return isWaiting(next, noun, expected.from) ? select(next, noun, key) : next;
}

/** Returns the item with a key or another of its names. */
export function itemNamed<N extends NounId>(
	{ items }: { readonly items: readonly ItemOf<N>[] },
	noun: N,
	name: string,
): ItemOf<N> | undefined {
	const pane = panes[noun];
	return (
		items.find(item => pane.key(item) === name) ??
		items.find(item => pane.name(item) === name || pane.isNamed?.(item, name) === true)
	);
}

/** Returns true if the user still waits at a place: does not type, answers no question, has chosen no other row or filter. */
function isWaiting(state: State, noun: NounId, from: Place): boolean {
	const { selected, filter } = state.panes[noun];
	const reads = state.pane === noun && state.focus === 'detail' && (from.focus !== 'detail' || from.pane !== noun);
	return isFree(state) && !reads && selected === from.selected && filter === from.filter;
}

/** Selects an item in its pane; shows all items if it is hidden. */
function select<N extends NounId>(state: State, noun: N, key: string): State {
	const pane = panes[noun];
	const isShown = shownItems(state, noun).some(item => pane.key(item) === key);
	const all = isShown ? {} : { filter: '', all: true };
	return settle(withPane(forgetDeparted(state, noun, 'selection'), noun, { selected: key, ...all }), noun);
}
