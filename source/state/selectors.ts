import type { Container, ContainerDetail } from '../domain/container.js';
import { applyFilter } from '../domain/filter.js';
import type { Facts, Pane, PaneId, SortKey, TabId } from '../panes/pane.js';
import { perPane } from '../panes/pane.js';
import { panes } from '../panes/panes.js';
import { factsOf, settledFacts } from './facts.js';
import { type Layout, layoutOf, type PaneLayout } from './layout.js';
import { memo } from './memo.js';
import type { Listing, Resource, State } from './state.js';

/** The pane's record. Items of different nouns share this room, hence the wide type. */
// biome-ignore lint/suspicious/noExplicitAny: the type of an item is only known to its own pane
export const paneOf = (id: PaneId): Pane<any> => panes[id];

// biome-ignore lint/suspicious/noExplicitAny: as above
const sortKeyIn = (pane: Pane<any>, sort: string | undefined): SortKey<any> | undefined =>
	pane.sortKeys.find(key => key.id === sort) ?? pane.sortKeys[0];

/** The sort key in force in a pane. */
export const sortKeyOf = (state: State, id: PaneId) => sortKeyIn(paneOf(id), state.panes[id].sort);

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function makeFound(id: PaneId) {
	return memo((items: readonly unknown[], filter: string, all: boolean, facts: Facts): readonly unknown[] => {
		const pane = paneOf(id);
		const { hidden } = pane;
		const visible = all || !hidden ? items : items.filter(item => !hidden(item, facts));
		if (filter === '') return visible;
		const textOf = (item: unknown) => pane.filterText(item, facts).text;
		return applyFilter(visible, filter, textOf, (item, key) => pane.filterText(item, facts).fields[key]);
	});
}

function makeSorted(id: PaneId) {
	return memo(
		(items: readonly unknown[], sort: string | undefined, reverse: boolean, facts: Facts): readonly unknown[] => {
			const pane = paneOf(id);
			const key = sortKeyIn(pane, sort);
			if (!key) return items;
			const direction = (key.reversed ? -1 : 1) * (reverse ? -1 : 1);
			return [...items].sort((a, b) => direction * key.compare(a, b, facts) || compareText(pane.name(a), pane.name(b)));
		},
	);
}

const found = perPane(makeFound);
const sorted = perPane(makeSorted);

/** The items of a pane as shown: hidden ones out, filtered, sorted. The same array while nothing changed. */
export function shownItems(state: State, id: PaneId): readonly unknown[] {
	const { filter, all, sort, reverse } = state.panes[id];
	const listing: Listing<unknown> = state[id];
	const facts = settledFacts(state);
	return sorted[id](
		found[id](listing.items, filter, all, facts),
		sort,
		reverse,
		sortKeyOf(state, id)?.live ? factsOf(state) : facts,
	);
}

/** The containers as shown. */
export const shownContainers = (state: State) => shownItems(state, 'containers') as readonly Container[];

/** The selected item of a pane; undefined when nothing is shown. */
export function selectedItem<T = unknown>(state: State, id: PaneId): T | undefined {
	const { selected } = state.panes[id];
	return selected === undefined ? undefined : (state[id].byKey.get(selected) as T | undefined);
}

/** The marked items in the order shown, or the selected one; empty when there is nothing. */
export function targetsOf<T = unknown>(state: State, id: PaneId): readonly T[] {
	const { marks } = state.panes[id];
	if (marks.size > 0) {
		const pane = paneOf(id);
		return shownItems(state, id).filter(item => marks.has(pane.key(item))) as T[];
	}
	const item = selectedItem<T>(state, id);
	return item === undefined ? [] : [item];
}

const layout = memo(
	(
		size: State['size'],
		pane: PaneId,
		focus: State['focus'],
		zoom: State['zoom'],
		a: number,
		b: number,
		c: number,
		d: number,
	): Layout => layoutOf({ size, pane, focus, zoom, counts: { containers: a, images: b, volumes: c, networks: d } }),
);

/** Where everything stands now. */
export function currentLayout(state: State): Layout {
	const count = (id: PaneId) => shownItems(state, id).length;
	const { size, pane, focus, zoom } = state;
	return layout(size, pane, focus, zoom, count('containers'), count('images'), count('volumes'), count('networks'));
}

/** A pane's place in the current layout. */
export const paneLayoutOf = (state: State, id: PaneId): PaneLayout | undefined =>
	currentLayout(state).panes.find(pane => pane.id === id);

const seen = perPane(() =>
	memo((items: readonly unknown[], offset: number, rows: number) => items.slice(offset, offset + rows)),
);

/** The items that are on screen in a pane. The same array while nothing changed. */
export function visibleItems<T = unknown>(state: State, id: PaneId): readonly T[] {
	const rows = paneLayoutOf(state, id)?.rows ?? 0;
	return seen[id](shownItems(state, id), state.panes[id].offset, rows) as readonly T[];
}

/** A fetched detail by its key. */
export const resourceOf = <T>(state: State, key: string): Resource<T> | undefined =>
	state.resources.get(key) as Resource<T> | undefined;

/** What inspect told of a container; undefined until it was asked for. */
export const containerDetail = (state: State, id: string): ContainerDetail | undefined =>
	resourceOf<ContainerDetail>(state, `container:${id}`)?.value;

/** The open tab of the focused pane. */
export const currentTab = (state: State): TabId => state.panes[state.pane].tab;
