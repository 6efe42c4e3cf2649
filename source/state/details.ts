import type { PaneId } from '../panes/pane.js';
import type { State } from './state.js';

/** The list that a fetched detail belongs to, by the first word of its key. */
const lists: Readonly<Record<string, PaneId>> = {
	container: 'containers',
	top: 'containers',
	image: 'images',
	history: 'images',
	volume: 'volumes',
	network: 'networks',
};

/** Whether a fetched detail is of something that its list has. */
export function isListed(state: State, key: string): boolean {
	const end = key.indexOf(':');
	const list = lists[key.slice(0, end)];
	return list === undefined || state[list].byKey.has(key.slice(end + 1));
}

/** Forgets what was fetched or measured of things that are in no list any more: else it would be kept for ever. */
export function forgetUnlisted(state: State): State {
	const resources = kept(state.resources, key => isListed(state, key));
	const stats = kept(state.stats, id => state.containers.byKey.has(id));
	return resources === state.resources && stats === state.stats ? state : { ...state, resources, stats };
}

/** The same map when all of it stays. */
function kept<V>(map: ReadonlyMap<string, V>, stays: (key: string) => boolean): ReadonlyMap<string, V> {
	const gone = [...map.keys()].filter(key => !stays(key));
	if (gone.length === 0) return map;
	const rest = new Map(map);
	for (const key of gone) rest.delete(key);
	return rest;
}
