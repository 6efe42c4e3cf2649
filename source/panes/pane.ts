import type { Container, ContainerDetail } from '../domain/nouns/container.js';
import type { EngineEvent } from '../domain/nouns/events.js';
import type { ContainerDefaults, Endpoint, Host } from '../domain/nouns/host.js';
import type { Reading } from '../domain/stats/stats.js';
import type { Role } from '../domain/text/line.js';
import type { ItemOf, NounId, Nouns, ResourceKind, Resources, TabId } from './noun.js';

/**
 * All that a cell depends on beside its own item, such as measurements and lookups. state/facts makes them, so that a column
 * stays a pure function of (item, facts).
 */
export type Facts = {
	/** Unix milliseconds, updated now and then. */
	readonly now: number;
	/** The engine that the dashboard talks to. */
	readonly endpoint: Endpoint;
	readonly hostCpus: number;
	/** Bytes. */
	readonly hostMemory: number;
	reading(containerId: string): Reading | undefined;
	detail(containerId: string): ContainerDetail | undefined;
	/** Names of containers that use an image, a volume or a network. */
	usersOfImage(imageId: string): readonly string[];
	/** The verb that works on a container now, and for how long. */
	working(id: string): { readonly verb: string; readonly ms: number } | undefined;
	usersOfVolume(name: string): readonly string[];
	usersOfNetwork(name: string): readonly string[];
	/** The size of a volume in bytes; undefined before `docker system df` has answered. */
	volumeSize(name: string): number | undefined;
};

/** A cell: text in a role, or a gauge with its text. A gauge's `ratio` is a share of the limit (1 = at the limit). */
export type Cell = {
	readonly text: string;
	/** Replaces the text where it does not fit. */
	readonly short?: string;
	/** Instead of `short` where that is too long, too. */
	readonly shortest?: string;
	readonly role?: Role;
	/**
	 * A note behind the text, in its own role: `web` `unhealthy`. In a narrow cell one of its `shorter` texts is shown, from the longest
	 * on; then it is left out, or shortens the text if it `stays`.
	 */
	readonly note?: {
		readonly text: string;
		readonly role: Role;
		readonly stays?: boolean;
		readonly shorter?: readonly string[];
	};
	/** The number of columns that the cell spans; default 1. */
	readonly span?: number;
	readonly gauge?: { readonly ratio: number | undefined; readonly level: 'normal' | 'near' | 'at' };
};

export type Cut = 'end' | 'middle' | 'reference' | 'id' | 'list';

export type Column<T> = {
	readonly id: string;
	/** The id of the column of which this one is another form: the user chooses both by that name. */
	readonly formOf?: string;
	/** The header in docker's own tables: `CONTAINER ID`, `CPU %`. */
	readonly header: string;
	readonly align?: 'left' | 'right';
	/** The least and the greatest width in cells. `max: Infinity` takes the rest of the row. */
	readonly min: number;
	readonly max: number;
	/** The column is at most as wide as its widest text and its header, unless the list is very long. */
	readonly fitsContent?: boolean;
	/** A width between `min` and `max`. A column gets it, where it fits, before columns beyond priority 2 are added. */
	readonly preferred?: number;
	/** 0 is dropped last. */
	readonly priority: number;
	/**
	 * Widths that the column gets instead of `preferred` and `max`, each after the columns with a priority up to its rank are
	 * added. Columns with the same rank grow together or not at all.
	 */
	readonly grows?: readonly { readonly rank: number; readonly width: number }[];
	/** True if the column is left out while no row has a text in it. */
	readonly hidesEmpty?: boolean;
	/** The part of a text that a narrow column leaves out: its end (default), its middle, the path of a reference; the last entries of a `list`; `id` is cut without an ellipsis. */
	readonly cut?: Cut;
	/** Shown only in the zoomed list. */
	readonly zoomOnly?: boolean;
	/** Shown only in the list that is not zoomed: the short form of a zoomed column. */
	readonly listOnly?: boolean;
	/** True if the cell depends on its item alone: it stays while facts change. */
	readonly isFixed?: boolean;
	cell(item: T, facts: Facts): Cell;
};

export type SortKey<T> = {
	readonly id: string;
	readonly title: string;
	/** Compares in ascending order; `reversed` puts the largest first (sizes, loads, times). */
	compare(a: T, b: T, facts: Facts): number;
	readonly reversed?: boolean;
	/** The order changes with every statistics sample, so that rows off screen must be measured, too. */
	readonly live?: boolean;
};

/**
 * A stream that a tab shows: `log` of the container, `stats` of the container or of all containers of a project or service,
 * `graph` for statistics that go on while those of the rows are paused, `probes` for health checks that are fresh, `own-image`
 * for the details of the container's image, `users` for the details of the containers that use the item, `files` to notice
 * that the project's files were written.
 */
export type Stream = 'log' | 'stats' | 'graph' | 'probes' | 'own-image' | 'users' | 'files';

/** A need of an open tab: a detail of the item, or a stream. */
export type Need<N extends NounId> = ResourceKind<N> | Stream;

export type Tab<N extends NounId> = {
	readonly title: string;
	/** @param isDefault True if the tab is open because the user has opened none. */
	needs(item: ItemOf<N>, isDefault: boolean): readonly Need<N>[];
};

/** The effect of an engine's event on a noun. */
export type EventEffect<N extends NounId> = {
	/** The whole list is fetched again. */
	readonly list?: boolean;
	/** The row with this key is fetched again. */
	readonly row?: string;
	/** The item with this key is removed. */
	readonly gone?: string;
	/** Details that are stale: of one item, or without an id of all items. */
	readonly stale?: readonly { readonly of: ResourceKind<N>; readonly id?: string }[];
};

/** A line of the copy menu; an empty text is left out. */
export type Copyable = {
	/** The key of the line in the menu. */
	readonly key: string;
	readonly label: string;
	readonly text: string;
	/** The text stands for a command that can be made only after details of the item are fetched. */
	readonly asksFirst?: boolean;
};

/** All that the copy menu depends on beside the item. */
export type CopyFacts = {
	readonly endpoint: Endpoint;
	readonly defaults: ContainerDefaults | undefined;
	/** Returns a detail that is fetched; undefined before. */
	fetched<K extends ResourceKind>(of: K, id: string): Resources[K] | undefined;
};

/** All that decides which panes are on screen: the focused pane, the engine's host, and if no engine answers. */
export type Screen = { readonly pane: NounId; readonly host: Host | undefined; readonly isLost: boolean };

/** Details whose value has the engine's whole answer. */
type RawKind = { [K in ResourceKind]: Resources[K] extends { readonly raw: unknown } ? K : never }[ResourceKind];

/** One noun as a pane: all that is special about its list and its detail. A new list needs a record, not a component. */
export type Pane<N extends NounId> = {
	readonly id: N;
	readonly title: string;
	/** The source of the list. */
	readonly source: Nouns[N]['source'];
	/** Returns true while the pane is on screen. */
	shown(screen: Screen): boolean;
	/** The identity of an item across lists, for the selection and for requests of details. */
	key(item: ItemOf<N>): string;
	/** The user's name of an item, which docker commands take, too. */
	name(item: ItemOf<N>): string;
	/** Returns true if a name that is neither the key nor `name` stands for the item. */
	isNamed?(item: ItemOf<N>, name: string): boolean;
	/** Returns true if an item is the same thing for the user as one that has gone: recreated under its name, or tagged as it. */
	succeeds(item: ItemOf<N>, former: ItemOf<N>): boolean;
	readonly columns: readonly Column<ItemOf<N>>[];
	/** The tabs in their order on screen. */
	readonly tabs: { readonly [T in TabId<N>]: Tab<N> };
	/**
	 * The tab of an item until the user opens one; without it the first. `isLogEmpty`: its log has no lines, or is not read yet,
	 * and that of the item before it has none.
	 */
	defaultTab?(item: ItemOf<N>, isLogEmpty: boolean): TabId<N>;
	/** `once`: the detail is fetched again only after an event has made it stale; `polled`: it is fetched at an interval. */
	readonly resources: { readonly [K in ResourceKind<N>]: 'once' | 'polled' };
	/** The detail with the engine's whole answer, for the Inspect tab. */
	readonly inspect?: ResourceKind<N> & RawKind;
	readonly sortKeys: readonly SortKey<ItemOf<N>>[];
	/** The mark left of the name: the state as a glyph and its role. */
	bullet?(
		item: ItemOf<N>,
		facts: Facts,
	): {
		glyph: 'running' | 'starting' | 'unhealthy' | 'stopped' | 'paused' | 'restarting' | 'used' | 'unused';
		role: Role;
	};
	/** The texts that a filter searches: free text, and `key=value` fields. */
	filterText(
		item: ItemOf<N>,
		facts: Facts,
	): { text: string; fields: Readonly<Record<string, string | readonly string[]>> };
	/** More free text that a filter searches while the list is grouped: the names of the groups. */
	groupText?(item: ItemOf<N>): string;
	/** Returns true for an item that is hidden until `A` shows all. */
	hidden?(item: ItemOf<N>, facts: Facts): boolean;
	/** True if hidden items are shown at the start. */
	readonly showsAll: boolean;
	/** Returns true for an item that the title counts first: `Containers 7/12`. */
	active?(item: ItemOf<N>, facts: Facts): boolean;
	/** Returns true if the container uses the item. */
	usedBy?(item: ItemOf<N>, container: Container): boolean;
	/** The lines of the copy menu, the same for every item. */
	copyables(item: ItemOf<N>, facts: CopyFacts): readonly Copyable[];
	onEvent?(event: EngineEvent): EventEffect<N>;
	/** Shown in a list without items. */
	readonly empty: string;
	/** The most rows that the pane has while another one has the focus. */
	readonly maxUnfocusedRows: number;
};

/** Shows a pane of the engine, unless no engine answers. */
export const whileEngine = ({ isLost }: Screen): boolean => !isLost;
