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
	// What uses a volume, an image or a network decides over its place in its pane, too.
	return noun === 'containers' ? settleAll(next) : settle(next, noun);
}

/** Marks of items that are gone go, too. */
function dropMarks(state: State, noun: NounId): State {
	const { marks } = state.panes[noun];
	if (marks.size === 0) {
		return state;
	}
	const kept = new Set([...marks].filter(key => state.lists[noun].byKey.has(key)));
	return kept.size === marks.size
		? state
		: { ...state, panes: { ...state.panes, [noun]: { ...state.panes[noun], marks: kept } } };
}

/** A fresh list from its source; what was known of items that are gone is forgotten. */
export const replaceItems = <N extends NounId>(state: State, noun: N, items: readonly ItemOf<N>[]): State =>
	forgetUnlisted(withListing(state, noun, indexed(noun, items)));

/** The list could not be had; what was known stays, marked as stale. */
export const failListing = <N extends NounId>(state: State, noun: N, error: string): State =>
	putListing(state, noun, { ...state.lists[noun], status: 'failed', error });

/** Adds an item or puts it in the place of the one with its key. */
export function putItem<N extends NounId>(state: State, noun: N, item: ItemOf<N>): State {
	const key = panes[noun].key(item);
	const listing: Listing<ItemOf<N>> = state.lists[noun];
	const { items, byKey } = listing;
	const before = byKey.get(key);
	const next = before === undefined ? [item, ...items] : items.map(other => (other === before ? item : other));
	// One row more does not make a list whole that could not be had.
	return withListing(state, noun, { ...listing, items: next, byKey: new Map(byKey).set(key, item) });
}

/** Changes an item in place; the same state when it is not there or not changed. */
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

/** Takes an item out, with all that was fetched or measured of it. */
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
