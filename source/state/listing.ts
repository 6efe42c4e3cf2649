import type { PaneId } from '../panes/pane.js';
import { forgetUnlisted } from './details.js';
import { settle, settleAll } from './selection.js';
import { paneOf } from './selectors.js';
import type { Listing, State } from './state.js';

const indexed = (id: PaneId, items: readonly unknown[]): Listing<unknown> => ({
	status: 'ready',
	items,
	byKey: new Map(items.map(item => [paneOf(id).key(item), item])),
});

function withListing(state: State, id: PaneId, listing: Listing<unknown>): State {
	const next = dropMarks({ ...state, [id]: listing }, id);
	// What uses a volume, an image or a network decides over its place in its pane, too.
	return id === 'containers' ? settleAll(next) : settle(next, id);
}

/** Marks of items that are gone go, too. */
function dropMarks(state: State, id: PaneId): State {
	const { marks } = state.panes[id];
	if (marks.size === 0) return state;
	const kept = new Set([...marks].filter(key => state[id].byKey.has(key)));
	return kept.size === marks.size
		? state
		: { ...state, panes: { ...state.panes, [id]: { ...state.panes[id], marks: kept } } };
}

/** A fresh list from the engine; what was known of items that are gone is forgotten. */
export const replaceItems = (state: State, id: PaneId, items: readonly unknown[]): State =>
	forgetUnlisted(withListing(state, id, indexed(id, items)));

/** The list could not be had; what was known stays, marked as stale. */
export const failListing = (state: State, id: PaneId, error: string): State => ({
	...state,
	[id]: { ...state[id], status: 'failed', error },
});

/** Adds an item or puts it in the place of the one with its key. */
export function putItem(state: State, id: PaneId, item: unknown): State {
	const key = paneOf(id).key(item);
	const listing = state[id] as Listing<unknown>;
	const { items, byKey } = listing;
	const before = byKey.get(key);
	const next = before === undefined ? [item, ...items] : items.map(other => (other === before ? item : other));
	// One row more does not make a list whole that could not be had.
	return withListing(state, id, { ...listing, items: next, byKey: new Map(byKey).set(key, item) });
}

/** Changes an item in place; the same state when it is not there or not changed. */
export function patchItem<T>(state: State, id: PaneId, key: string, change: (item: T) => T): State {
	const before = state[id].byKey.get(key) as T | undefined;
	if (before === undefined) return state;
	const after = change(before);
	return after === before ? state : putItem(state, id, after);
}

/** Takes an item out, with all that was fetched or measured of it. */
export function removeItem(state: State, id: PaneId, key: string): State {
	const listing = state[id] as Listing<unknown>;
	const item = listing.byKey.get(key);
	if (item === undefined) return state;
	const byKey = new Map(listing.byKey);
	byKey.delete(key);
	const items = listing.items.filter(other => other !== item);
	return forgetUnlisted(withListing(state, id, { ...listing, items, byKey }));
}
