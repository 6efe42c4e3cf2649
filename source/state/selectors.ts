import { type ComposeItem, containersOf } from '../domain/compose/project.js';
import { applyFilter } from '../domain/filter.js';
import type { Container, ContainerDetail } from '../domain/nouns/container.js';
import { type ItemOf, keysOf, type NounId, type TabId } from '../panes/noun.js';
import type { Facts, SortKey } from '../panes/pane.js';
import { paneIds, paneOf, panes, perNoun } from '../panes/panes.js';
import { factsOf, listFacts } from './facts.js';
import { type Layout, layoutOf, type PaneLayout } from './layout.js';
import { type Tree, type TreeRow, treeOf } from './lists/tree.js';
import { isLogEmpty } from './logs/log-view.js';
import { memo } from './memo.js';
import { resourceOf } from './resource-of.js';
import type { State } from './state.js';

const sortKeyIn = <N extends NounId>(noun: N, sort: string | undefined): SortKey<ItemOf<N>> | undefined =>
	panes[noun].sortKeys.find(key => key.id === sort) ?? panes[noun].sortKeys[0];

/** The sort key in force in a pane. */
export const sortKeyOf = <N extends NounId>(state: State, noun: N): SortKey<ItemOf<N>> | undefined =>
	sortKeyIn(noun, state.panes[noun].sort);

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Items<N extends NounId> = readonly ItemOf<N>[];
type Finder<N extends NounId> = (
	items: Items<N>,
	filter: string,
	all: boolean,
	grouped: boolean,
	facts: Facts,
) => Items<N>;
type Sorter<N extends NounId> = (items: Items<N>, sort: string | undefined, reverse: boolean, facts: Facts) => Items<N>;

const found = perNoun<{ [N in NounId]: Finder<N> }>(makeFinder);

function makeFinder<N extends NounId>(noun: N): Finder<N> {
	return memo((items: Items<N>, filter: string, all: boolean, grouped: boolean, facts: Facts): Items<N> => {
		const pane = panes[noun];
		const { hidden, groupText } = pane;
		const visible = all || !hidden ? items : items.filter(item => !hidden(item, facts));
		if (filter === '') {
			return visible;
		}
		const more = (item: ItemOf<N>) => (grouped && groupText ? ` ${groupText(item)}` : '');
		const textOf = (item: ItemOf<N>) => `${pane.filterText(item, facts).text}${more(item)}`;
		return applyFilter(visible, filter, textOf, (item, key) => pane.filterText(item, facts).fields[key]);
	});
}

const sorted = perNoun<{ [N in NounId]: Sorter<N> }>(makeSorter);

function makeSorter<N extends NounId>(noun: N): Sorter<N> {
	return memo((items: Items<N>, sort: string | undefined, reverse: boolean, facts: Facts): Items<N> => {
		const pane = panes[noun];
		const key = sortKeyIn(noun, sort);
		if (!key) {
			return items;
		}
		const direction = (key.reversed ? -1 : 1) * (reverse ? -1 : 1);
		return [...items].sort((a, b) => direction * key.compare(a, b, facts) || compareText(pane.name(a), pane.name(b)));
	});
}

/**
 * The items that a pane shows: not hidden, filtered, sorted. In a grouped list some of them may be folded away. The same array
 * while nothing changed.
 */
export function shownItems<N extends NounId>(state: State, noun: N): Items<N> {
	const { filter, all, sort, reverse } = state.panes[noun];
	return sorted[noun](
		found[noun](state.lists[noun].items, filter, all, hasTree(state, noun), listFacts(state)),
		sort,
		reverse,
		sortFacts(state, noun),
	);
}

const sortFacts = (state: State, noun: NounId): Facts =>
	sortKeyOf(state, noun)?.live ? factsOf(state) : listFacts(state);

const fieldNames = perNoun<{ [N in NounId]: (items: Items<N>, facts: Facts) => readonly string[] }>(
	<N extends NounId>(noun: N) =>
		memo((items: Items<N>, facts: Facts): readonly string[] =>
			items[0] === undefined ? [] : Object.keys(panes[noun].filterText(items[0], facts).fields),
		),
);

/** The fields that the filter of a pane can ask for: `status` in `status=exited`. None while its list is empty. */
export const filterFields = <N extends NounId>(state: State, noun: N): readonly string[] =>
	fieldNames[noun](state.lists[noun].items, listFacts(state));

/** The containers that their pane shows, or folds away. */
export const shownContainers = (state: State): readonly Container[] => shownItems(state, 'containers');

const tree = memo(
	(
		items: readonly ComposeItem[],
		shown: readonly Container[],
		folds: ReadonlySet<string>,
		filter: string,
		all: boolean,
		sort: string | undefined,
		reverse: boolean,
		facts: Facts,
	): Tree => {
		const key = sortKeyIn('compose', sort);
		const direction = (key?.reversed ? -1 : 1) * (reverse ? -1 : 1);
		const compare = (a: ComposeItem, b: ComposeItem) =>
			direction * (key?.compare(a, b, facts) ?? 0) || compareText(a.name, b.name) || compareText(a.key, b.key);
		return treeOf({ items, shown, folds, filter, all, compare });
	},
);

/** The rows of the containers' pane while it is grouped. The same object while nothing changed. */
export function treeIn(state: State): Tree {
	const { filter, all, sort, reverse } = state.panes.containers;
	const { items } = state.lists.compose;
	return tree(items, shownContainers(state), state.folds, filter, all, sort, reverse, sortFacts(state, 'containers'));
}

const hasTree = (state: State, noun: NounId): boolean => noun === 'containers' && state.grouped;

/** The number of rows of a pane, on screen or not. */
export const rowCount = (state: State, noun: NounId): number =>
	hasTree(state, noun) ? treeIn(state).rows.length : shownItems(state, noun).length;

/** The key of a row; undefined beyond the last row. */
export const rowKeyAt = (state: State, noun: NounId, index: number): string | undefined =>
	hasTree(state, noun) ? treeIn(state).rows[index]?.key : itemKeyAt(state, noun, index);

function itemKeyAt<N extends NounId>(state: State, noun: N, index: number): string | undefined {
	const item = shownItems(state, noun)[index];
	return item === undefined ? undefined : panes[noun].key(item);
}

/** The place of a row; -1 if it is not shown. The place of a row that is folded away is that of the row it is folded into. */
export function rowIndexOf(state: State, noun: NounId, key: string): number {
	return hasTree(state, noun) ? treeIndexOf(treeIn(state), key) : itemIndexOf(state, noun, key);
}

function itemIndexOf<N extends NounId>(state: State, noun: N, key: string): number {
	const pane = panes[noun];
	return shownItems(state, noun).findIndex(item => pane.key(item) === key);
}

function treeIndexOf({ indexOf, aboveOf }: Tree, key: string): number {
	for (let at: string | undefined = key; at !== undefined; at = aboveOf.get(at)) {
		const index = indexOf.get(at);
		if (index !== undefined) {
			return index;
		}
	}
	return -1;
}

/** The noun of the selected row of the focused pane, whose tabs the detail shows. */
export const detailNoun = (state: State): NounId => nounOf(state, state.panes[state.pane].selected);

/** The noun that keys of the list work on: of the marked rows, or else of the selected one. */
export function targetNoun(state: State): NounId {
	const { marks, selected } = state.panes[state.pane];
	if (marks.size === 0) {
		return nounOf(state, selected);
	}
	return [...marks].some(key => nounOf(state, key) === 'compose') ? 'compose' : state.pane;
}

const nounOf = ({ pane, grouped, lists }: State, key: string | undefined): NounId =>
	grouped && pane === 'containers' && key !== undefined && lists.compose.byKey.has(key) ? 'compose' : pane;

/** The selected item of a pane; undefined while it shows none. */
export function selectedItem<N extends NounId>(state: State, noun: N): ItemOf<N> | undefined {
	const { selected } = state.panes[paneOf(noun)];
	return selected === undefined ? undefined : state.lists[noun].byKey.get(selected);
}

/** The selected container, or the only container of the selected service or project. */
export function selectedContainer(state: State): Container | undefined {
	const item = detailNoun(state) === 'compose' ? selectedItem(state, 'compose') : undefined;
	if (item === undefined) {
		return selectedItem(state, 'containers');
	}
	const [first, ...others] = containersOf(item);
	return others.length === 0 ? first : undefined;
}

/** The marked items in their order on screen, or else the selected one. */
export function targetsOf<N extends NounId>(state: State, noun: N): Items<N> {
	const { marks } = state.panes[paneOf(noun)];
	if (marks.size > 0) {
		const { byKey } = state.lists[noun];
		const items = noun === 'compose' ? [...byKey.values()] : shownItems(state, noun);
		return items.filter(item => marks.has(panes[noun].key(item)));
	}
	const item = selectedItem(state, noun);
	return item === undefined ? [] : [item];
}

const shownAt = memo((pane: NounId, host: State['host'], status: State['connection']['status']): readonly NounId[] =>
	paneIds.filter(noun => panes[noun].shown({ pane, host, isLost: status === 'lost' })),
);

/** The panes on screen, in their order. The same array while nothing changed. */
export const shownPanes = (state: State): readonly NounId[] => shownAt(state.pane, state.host, state.connection.status);

/** Returns true while no engine answers and no pane is open: the connect screen. */
export const isConnectScreen = (state: State): boolean => shownPanes(state).length === 0;

const layout = memo(
	(
		size: State['size'],
		pane: NounId,
		focus: State['focus'],
		zoom: State['zoom'],
		shown: readonly NounId[],
		...counts: readonly number[]
	): Layout => {
		const lists = shown.map((id, index) => ({
			id,
			count: counts[index] ?? 0,
			maxUnfocusedRows: panes[id].maxUnfocusedRows,
		}));
		return layoutOf({ size, pane, focus, zoom, lists });
	},
);

/** The present layout. */
export function currentLayout(state: State): Layout {
	const { size, pane, focus, zoom } = state;
	const shown = shownPanes(state);
	return layout(size, pane, focus, zoom, shown, ...shown.map(noun => rowCount(state, noun)));
}

/** A pane's place in the present layout; undefined while it is not on screen. */
export const paneLayoutOf = (state: State, noun: NounId): PaneLayout | undefined =>
	currentLayout(state).panes.find(pane => pane.id === noun);

type Window<N extends NounId> = (items: Items<N>, offset: number, rows: number) => Items<N>;
const seen = perNoun<{ [N in NounId]: Window<N> }>(makeWindow);

function makeWindow<N extends NounId>(_: N): Window<N> {
	return memo((items: Items<N>, offset: number, rows: number) => items.slice(offset, offset + rows));
}

/** The items in the first `rows` rows of a pane, from its offset on. The same array while nothing changed. */
export const itemsInView = <N extends NounId>(state: State, noun: N, rows: number): Items<N> =>
	seen[noun](shownItems(state, noun), state.panes[noun].offset, rows);

const treeWindow = memo((rows: readonly TreeRow[], offset: number, height: number) =>
	rows.slice(offset, offset + height),
);

/** The first `rows` rows of the grouped containers, from the pane's offset on. The same array while nothing changed. */
export const treeRowsInView = (state: State, rows: number): readonly TreeRow[] =>
	treeWindow(treeIn(state).rows, state.panes.containers.offset, rows);

/** The items of a pane that are on screen. The same array while nothing changed. */
export const visibleItems = <N extends NounId>(state: State, noun: N): Items<N> =>
	itemsInView(state, noun, paneLayoutOf(state, noun)?.rows ?? 0);

/** The inspect details of a container; undefined before they are fetched. */
export const containerDetail = (state: State, id: string): ContainerDetail | undefined =>
	resourceOf(state, { of: 'container', id })?.value;

/** The open tab of a pane: the one that the user has opened, or the default of the selected item. */
export function tabOf<N extends NounId>(state: State, noun: N): TabId<N> {
	const opened: TabId<N> | undefined = state.panes[noun].tab;
	return opened ?? defaultTab(state, noun);
}

function defaultTab<N extends NounId>(state: State, noun: N): TabId<N> {
	const pane = panes[noun];
	const item = selectedItem(state, noun);
	const byItem = item && pane.defaultTab?.(item, isLogEmpty(state.logs));
	return byItem ?? keysOf(pane.tabs)[0]!;
}

/** The open tab of a pane with its record. */
export const openTabOf = <N extends NounId>(state: State, noun: N) => panes[noun].tabs[tabOf(state, noun)];

type TabTitle<N extends NounId> = { readonly id: TabId<N>; readonly title: string };
const tabTitles = perNoun<{ [N in NounId]: readonly TabTitle<N>[] }>(makeTabTitles);

function makeTabTitles<N extends NounId>(noun: N): readonly TabTitle<N>[] {
	const { tabs } = panes[noun];
	return keysOf(tabs).map(id => ({ id, title: tabs[id].title }));
}

/** The tabs of a pane in their order. */
export const tabsOf = <N extends NounId>(noun: N): readonly TabTitle<N>[] => tabTitles[noun];

/** The open tab of the selected item. */
export const currentTab = (state: State): TabId => tabOf(state, detailNoun(state));
