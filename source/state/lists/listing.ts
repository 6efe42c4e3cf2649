import type { ComposeItem } from '../../domain/compose/project.js';
import { projectsOf } from '../../domain/compose/projects.js';
import { withReplacements } from '../../domain/nouns/replacement.js';
import type { ItemOf, NounId } from '../../panes/noun.js';
import { panes } from '../../panes/panes.js';
import { forgetUnlisted } from '../resources.js';
import type { Listing, State } from '../state.js';
import { showAllExpected } from './new-item.js';
import { settle, settleAll } from './selection.js';
import { followSuccessors, noteDepartures } from './succession.js';

const indexed = <N extends NounId>(noun: N, items: readonly ItemOf<N>[]): Listing<ItemOf<N>> => ({
	status: 'ready',
	items,
	byKey: new Map(items.map(item => [panes[noun].key(item), item])),
});

const putListing = <N extends NounId>(state: State, noun: N, listing: Listing<ItemOf<N>>): State =>
	withProjects({ ...state, lists: { ...state.lists, [noun]: listing } }, noun);

/** Groups the containers again after a change of a list that projects are made of. */
function withProjects(state: State, changed: NounId): State {
	return state.grouped && (changed === 'containers' || changed === 'networks' || changed === 'volumes')
		? putProjects(state)
		: state;
}

/** Groups the containers by project and service. */
export function putProjects(state: State): State {
	const { containers, networks, volumes, compose } = state.lists;
	const found = state.found === 'none' ? undefined : state.found;
	const sources = { containers: containers.items, networks: networks.items, volumes: volumes.items, found };
	const { projects, standalone, byKey } = projectsOf(sources, compose.byKey);
	const listing: Listing<ComposeItem> = {
		status: containers.status,
		items: standalone ? [...projects, standalone] : projects,
		byKey,
	};
	return { ...state, lists: { ...state.lists, compose: listing } };
}

function withListing<N extends NounId>(state: State, noun: N, listing: Listing<ItemOf<N>>): State {
	const listed = markReplacements(putListing(state, noun, listing));
	const followed = followSuccessors(state, listed, noun);
	const next = dropMarks(followed, noun);
	// The containers also decide which volumes, images and networks are hidden, and in which order they stand; with grouped
	// containers, networks and volumes may be all that is left of a project.
	const isAboutAll = noun === 'containers' || next.lists.compose !== state.lists.compose;
	const settled = isAboutAll ? settleAll(next) : settle(next, noun);
	return showAllExpected(noteDepartures(state, followed, settled));
}

/** Looks again which containers compose is replacing: one that was interrupted ends without an event. */
export function refreshReplacements(state: State): State {
	const next = markReplacements(state);
	return next === state ? state : settleAll(next);
}

/** Notes which containers compose is replacing now. */
function markReplacements(state: State): State {
	const { containers } = state.lists;
	const items = withReplacements(containers.items, state.now);
	return items === containers.items
		? state
		: putListing(state, 'containers', { ...containers, ...indexed('containers', items), status: containers.status });
}

/** Returns true if a pane has a row for the key: an item, or a project or service of containers. */
const isRow = ({ lists }: State, noun: NounId, key: string): boolean =>
	lists[noun].byKey.has(key) || (noun === 'containers' && lists.compose.byKey.has(key));

/** Removes the marks of items that are gone. */
function dropMarks(state: State, noun: NounId): State {
	const { marks } = state.panes[noun];
	if (marks.size === 0) {
		return state;
	}
	const left = new Set([...marks].filter(key => isRow(state, noun, key)));
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
