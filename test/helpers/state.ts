import type { ContainerDetail } from '../../source/domain/container.js';
import type { Reading } from '../../source/domain/stats.js';
import { pushReading, type StatsHistory } from '../../source/domain/stats-history.js';
import type { PaneId } from '../../source/panes/pane.js';
import { initialState } from '../../source/state/initial-state.js';
import { replaceItems } from '../../source/state/listing.js';
import { selectIndex, settleAll, withPane } from '../../source/state/selection.js';
import { paneOf, shownItems } from '../../source/state/selectors.js';
import type { Listing, Resource, State } from '../../source/state/state.js';
import { host, now } from './builders.js';

export type Lists = { readonly [Id in PaneId]?: State[Id]['items'] };

/** A connected state with these lists, and whatever else is to be different. */
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
	for (const id of ['containers', 'images', 'volumes', 'networks'] as const) {
		if (!(id in change)) built = replaceItems(built, id, lists[id] ?? []);
	}
	return settleAll(built);
}

/** The same state in a window of another size. */
export const resized = (before: State, columns: number, rows: number): State =>
	settleAll({ ...before, size: { columns, rows } });

/** The same state with an item of the focused pane selected by its name. */
export function select(before: State, name: string): State {
	const pane = paneOf(before.pane);
	const index = shownItems(before, before.pane).findIndex(item => pane.name(item) === name);
	if (index < 0) throw new Error(`${name} is not shown`);
	return selectIndex(before, index);
}

/** Which tab is open, and who has the keys. */
export const open = (before: State, tab: State['panes'][PaneId]['tab'], focus: State['focus'] = 'list'): State => ({
	...withPane(before, before.pane, { tab }),
	focus,
});

/** Readings of containers by id, as they came in. */
export function withReadings(before: State, readings: Readonly<Record<string, readonly Reading[]>>): State {
	const stats = new Map<string, StatsHistory>(before.stats);
	for (const [id, list] of Object.entries(readings)) {
		for (const reading of list) stats.set(id, pushReading(stats.get(id), reading, 300));
	}
	return { ...before, stats };
}

/** Fetched details by key. */
export const withResources = (before: State, values: Readonly<Record<string, unknown>>): State => ({
	...before,
	resources: new Map<string, Resource>([
		...before.resources,
		...Object.entries(values).map(([key, value]): [string, Resource] => [key, { status: 'ready', value }]),
	]),
});

/** What inspect told of containers. */
export const withDetails = (before: State, ...details: readonly ContainerDetail[]): State =>
	withResources(before, Object.fromEntries(details.map(detail => [`container:${detail.id}`, detail])));

export const loadingList: Listing<never> = { status: 'loading', items: [], byKey: new Map<string, never>() };
