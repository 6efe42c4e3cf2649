import { type NounId, type ResourceKind, type Resources, tableOf } from '../panes/noun.js';
import { nounIds, resourceKindsOf } from '../panes/panes.js';
import { settleDetail } from './detail/detail-scroll.js';
import { type ResourceRef, resourceOf } from './resource-of.js';
import type { Resource, State } from './state.js';

const kinds: readonly ResourceKind[] = nounIds.flatMap(noun => resourceKindsOf(noun));

/** The noun whose items have a kind of detail. */
const owners: ReadonlyMap<ResourceKind, NounId> = new Map(
	nounIds.flatMap(noun => resourceKindsOf(noun).map(kind => [kind, noun] as const)),
);

/** The noun whose items have a kind of detail. */
export function ownerOf(of: ResourceKind): NounId {
	const noun = owners.get(of);
	if (noun === undefined) {
		throw new Error(`no noun has the detail ${of}`);
	}
	return noun;
}

/** The details before the first fetch. */
export const noResources: State['resources'] = tableOf<State['resources']>(kinds, () => new Map<string, never>());

/** Returns true if the list has the item that a detail is of. */
export function isListed({ lists }: State, { of, id }: ResourceRef): boolean {
	const noun = owners.get(of);
	return noun !== undefined && lists[noun].byKey.has(id);
}

/** Stores a fetched detail; returns the same state if its item is no longer listed. */
export function setResource<K extends ResourceKind>(
	state: State,
	ref: ResourceRef<K>,
	resource: Resource<Resources[K]>,
): State {
	if (!isListed(state, ref)) {
		return state;
	}
	const known: State['resources'][K] = state.resources[ref.of];
	return settleDetail({ ...state, resources: { ...state.resources, [ref.of]: new Map(known).set(ref.id, resource) } });
}

/** Stores an answer. An answer that became stale on its way is shown until the next one. */
export const receiveResource = <K extends ResourceKind>(
	state: State,
	ref: ResourceRef<K>,
	value: Resources[K],
	isStale = false,
): State => setResource(state, ref, { status: isStale ? 'loading' : 'ready', value });

/** Marks a detail as failed; a value from before stays. */
export const failResource = (state: State, ref: ResourceRef, error: string): State =>
	setResource(state, ref, { ...resourceOf(state, ref), status: 'failed', error });

/** Marks a detail as stale, or without an id those of all items: the value is shown until it is fetched again. */
export function invalidate(state: State, { of, id }: { readonly of: ResourceKind; readonly id?: string }): State {
	if (id === undefined) {
		return [...state.resources[of].keys()].reduce((next, each) => invalidate(next, { of, id: each }), state);
	}
	const resource = state.resources[of].get(id);
	if (!resource || resource.status === 'loading') {
		return state;
	}
	return setResource(state, { of, id }, { ...resource, status: 'loading' });
}

/** Marks all details as stale, since their items may have changed meanwhile. */
export const invalidateAll = (state: State): State => kinds.reduce((next, of) => invalidate(next, { of }), state);

/** Removes details and statistics of items that are no longer listed. */
export function forgetUnlisted(state: State): State {
	const resources = kinds.reduce((known, of) => withListed(known, state, of), state.resources);
	const stats = keepEntries(state.stats, id => state.lists.containers.byKey.has(id));
	return resources === state.resources && stats === state.stats ? state : { ...state, resources, stats };
}

function withListed<K extends ResourceKind>(known: State['resources'], state: State, of: K): State['resources'] {
	const before: State['resources'][K] = known[of];
	const after = keepEntries(before, id => isListed(state, { of, id }));
	return after === before ? known : { ...known, [of]: after };
}

/** Removes the entries that do not stay; returns the same map if all stay. */
function keepEntries<V>(map: ReadonlyMap<string, V>, stays: (key: string) => boolean): ReadonlyMap<string, V> {
	const gone = [...map.keys()].filter(key => !stays(key));
	if (gone.length === 0) {
		return map;
	}
	const rest = new Map(map);
	for (const key of gone) {
		rest.delete(key);
	}
	return rest;
}
