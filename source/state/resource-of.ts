import type { ResourceKind, Resources } from '../panes/noun.js';
import type { Resource, State } from './state.js';

/** Names a detail of an item: the item's key, and the kind of detail. */
export type ResourceRef<K extends ResourceKind = ResourceKind> = { readonly of: K; readonly id: string };

/** Returns a fetched detail, or the status of its fetch; undefined before the first request. */
export const resourceOf = <K extends ResourceKind>(
	state: State,
	{ of, id }: ResourceRef<K>,
): Resource<Resources[K]> | undefined => state.resources[of].get(id);
