import type { ItemOf, NounId } from '../../panes/noun.js';
import { panes } from '../../panes/panes.js';
import { forgetUnlisted } from '../resources.js';
import type { Listing, State } from '../state.js';
import { settle, settleAll } from './selection.js';

const indexed = <N extends NounId>(noun: N, items: readonly ItemOf<N>[]): Listing<ItemOf<N>> => ({
	status: 'ready',
	items,
	byKey: new Map(items.map(item => [panes[noun].key(item), item])),
});

const putListing = <N extends NounId>(state: State, noun: N, listing: Listing<ItemOf<N>>): State => ({
	...state,
	lists: { ...state.lists, [noun]: listing },
});

function withListing<N extends NounId>(state: State, noun: N, listing: Listing<ItemOf<N>>): State {
	const next = dropMarks(putListing(state, noun, listing), noun);
	// The containers also decide which volumes, images and networks are hidden, and in which order they stand.
	return noun === 'containers' ? settleAll(next) : settle(next, noun);
}

/** Removes the marks of items that are gone. */
function dropMarks(state: State, noun: NounId): State {
	const { marks } = state.panes[noun];
	if (marks.size === 0) {
		return state;
	}
	const left = new Set([...marks].filter(key => state.lists[noun].byKey.has(key)));
	return left.size === marks.size
		? state
		: { ...state, panes: { ...state.panes, [noun]: { ...state.panes[noun], marks: left } } };
}

/** Replaces a list by a fresh one, and forgets the details of items that are gone. */
export const replaceItems = <N extends NounId>(state: State, noun: N, items: readonly ItemOf<N>[]): State =>
	forgetUnlisted(withListing(state, noun, indexed(noun, items)));

/** Marks a list as failed; its items stay. */
export const failListing = <N extends NounId>(state: State, noun: N, error: string): State =>
	putListing(state, noun, { ...state.lists[noun], status: 'failed', error });

/** Adds an item, or replaces the item with the same key. */
export function putItem<N extends NounId>(state: State, noun: N, item: ItemOf<N>): State {
	const key = panes[noun].key(item);
	const listing: Listing<ItemOf<N>> = state.lists[noun];
	const { items, byKey } = listing;
	const before = byKey.get(key);
	const next = before === undefined ? [item, ...items] : items.map(other => (other === before ? item : other));
	// A row added by an event does not clear the list's error.
	return withListing(state, noun, { ...listing, items: next, byKey: new Map(byKey).set(key, item) });
}

/** Changes an item in place; returns the same state if it is not listed or not changed. */
export function patchItem<N extends NounId>(
	state: State,
	noun: N,
	key: string,
	change: (item: ItemOf<N>) => ItemOf<N>,
): State {
	const before = state.lists[noun].byKey.get(key);
	if (before === undefined) {
		return state;
	}
	const after = change(before);
	return after === before ? state : putItem(state, noun, after);
}

/** Removes an item with its details and statistics. */
export function removeItem<N extends NounId>(state: State, noun: N, key: string): State {
	const listing: Listing<ItemOf<N>> = state.lists[noun];
	const item = listing.byKey.get(key);
	if (item === undefined) {
		return state;
	}
	const byKey = new Map(listing.byKey);
	byKey.delete(key);
	const items = listing.items.filter(other => other !== item);
	return forgetUnlisted(withListing(state, noun, { ...listing, items, byKey }));
}
