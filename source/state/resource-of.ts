import type { ResourceKind, Resources } from '../panes/noun.js';
import type { Resource, State } from './state.js';

/** Which detail of which item: the item's key, and the kind of detail. */
export type ResourceRef<K extends ResourceKind = ResourceKind> = { readonly of: K; readonly id: string };

/** A fetched detail, or how its fetch stands; undefined until it was asked for. */
export const resourceOf = <K extends ResourceKind>(
	state: State,
	{ of, id }: ResourceRef<K>,
): Resource<Resources[K]> | undefined => state.resources[of].get(id);
