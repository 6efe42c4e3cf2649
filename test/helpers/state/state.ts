import type { ContainerDetail } from '../../../source/domain/nouns/container.js';
import type { Reading } from '../../../source/domain/stats/stats.js';
import { pushReading, type StatsHistory } from '../../../source/domain/stats/stats-history.js';
import type { ItemOf, NounId, ResourceKind, Resources, TabId } from '../../../source/panes/noun.js';
import { nounIds, panes } from '../../../source/panes/panes.js';
import { initialState } from '../../../source/state/initial-state.js';
import { replaceItems } from '../../../source/state/lists/listing.js';
import { openTab, selectIndex, settleAll } from '../../../source/state/lists/selection.js';
import { shownItems } from '../../../source/state/selectors.js';
import type { Listing, State } from '../../../source/state/state.js';
import { host, now } from './builders.js';

export type Lists = { readonly [N in NounId]?: readonly ItemOf<N>[] };

/** A connected state with these lists and other changes. */
export function state(lists: Lists = {}, change: Partial<State> = {}): State {
	let built: State = {
		...initialState({
			endpoint: { url: 'unix:///var/run/docker.sock', context: 'prod', origin: 'current context' },
			size: { columns: 120, rows: 40 },
			now,
		}),
		connection: { status: 'connected' },
		host,
		...change,
	};
	for (const noun of nounIds) {
		built = replaceItems(built, noun, lists[noun] ?? []);
	}
	return settleAll({ ...built, ...(change.lists && { lists: change.lists }) });
}

/** The same state in a window of another size. */
export const resized = (before: State, columns: number, rows: number): State =>
	settleAll({ ...before, size: { columns, rows } });

/** The same state with an item of the focused pane selected by its name. */
export const select = (before: State, name: string): State => selectIn(before, before.pane, name);

function selectIn<N extends NounId>(before: State, noun: N, name: string): State {
	const index = shownItems(before, noun).findIndex(item => panes[noun].name(item) === name);
	if (index < 0) {
		throw new Error(`${name} is not shown`);
	}
	return selectIndex(before, index);
}

/** Sets the open tab and the focus. */
export const open = (before: State, tab: TabId, focus: State['focus'] = 'list'): State => ({
	...openTab(before, before.pane, tab),
	focus,
});

/** Readings of containers by id, as they came in. */
export function withReadings(before: State, readings: Readonly<Record<string, readonly Reading[]>>): State {
	const stats = new Map<string, StatsHistory>(before.stats);
	for (const [id, list] of Object.entries(readings)) {
		for (const reading of list) {
			stats.set(id, pushReading(stats.get(id), reading, 300));
		}
	}
	return { ...before, stats };
}

/** Changes a list of a state, for example to one that is loading. */
export const withList = <N extends NounId>(before: State, noun: N, change: Partial<Listing<ItemOf<N>>>): State => ({
	...before,
	lists: { ...before.lists, [noun]: { ...before.lists[noun], ...change } },
});

/** A fetched detail of an item; its item need not be listed. */
export function withResource<K extends ResourceKind>(before: State, of: K, id: string, value: Resources[K]): State {
	const known: State['resources'][K] = before.resources[of];
	return { ...before, resources: { ...before.resources, [of]: new Map(known).set(id, { status: 'ready', value }) } };
}

/** Details of containers from inspect. */
export const withDetails = (before: State, ...details: readonly ContainerDetail[]): State =>
	details.reduce((next, detail) => withResource(next, 'container', detail.id, detail), before);

export const loadingList: Listing<never> = { status: 'loading', items: [], byKey: new Map<string, never>() };
