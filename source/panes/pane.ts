import type { Container, ContainerDetail } from '../domain/nouns/container.js';
import type { EngineEvent } from '../domain/nouns/events.js';
import type { ContainerDefaults, Endpoint, Host } from '../domain/nouns/host.js';
import type { Reading } from '../domain/stats/stats.js';
import type { Role } from '../domain/text/line.js';
import type { ItemOf, NounId, Nouns, ResourceKind, Resources, TabId } from './noun.js';

/**
 * What cells may know beside their own item: everything that is measured or looked up. Made by state/selectors, so that a
 * column stays a pure function of (item, facts).
 */
export type Facts = {
	/** Unix milliseconds, at a coarse tick. */
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
	usersOfVolume(name: string): readonly string[];
	usersOfNetwork(name: string): readonly string[];
	/** Bytes of a volume once `docker system df` has told it. */
	volumeSize(name: string): number | undefined;
};

/** A cell: text in a role, or a gauge with its text. A gauge's `ratio` is of the limit (1 = at the limit). */
export type Cell = {
	readonly text: string;
	readonly role?: Role;
	/** Said behind the text in a role of its own: `web` `unhealthy`. Without room it is left out, or cuts the text if it `stays`. */
	readonly note?: { readonly text: string; readonly role: Role; readonly stays?: boolean };
	/** How many columns it takes, when those to its right have nothing to show; 1. */
	readonly span?: number;
	readonly gauge?: { readonly ratio: number | undefined; readonly level: 'normal' | 'near' | 'at' };
};

export type Column<T> = {
	readonly id: string;
	/** As docker's own tables head it: `CONTAINER ID`, `CPU %`. */
	readonly header: string;
	readonly align?: 'left' | 'right';
	/** Cells: never narrower, never wider. `max: Infinity` takes what is left. A gauge's bar takes what its text leaves. */
	readonly min: number;
	readonly max: number;
	/** Whether it takes no more than its widest text and its head, while that is known cheaply. */
	readonly snug?: boolean;
	/** A width between `min` and `max` that it has, where there is room, before columns beyond priority 2 come in. */
	readonly fair?: number;
	/** 0 is dropped last. */
	readonly priority: number;
	/** Only when zoomed to the full width. */
	readonly zoomOnly?: boolean;
	/** Only when not zoomed: a short form of what a zoomed column tells whole. */
	readonly listOnly?: boolean;
	cell(item: T, facts: Facts): Cell;
};

export type SortKey<T> = {
	readonly id: string;
	readonly title: string;
	/** Ascending; the natural direction of a key (`reversed: true` for sizes, loads, times: largest first). */
	compare(a: T, b: T, facts: Facts): number;
	readonly reversed?: boolean;
	/** Whether the order changes with every statistics sample, so that hidden rows must be swept as well. */
	readonly live?: boolean;
};

/**
 * A stream that a tab shows: `log` and `stats` of the container, `graph` for statistics that do not rest while nobody is at
 * the terminal, `users` for the details of the containers that use the item.
 */
export type Stream = 'log' | 'stats' | 'graph' | 'users';

/** What a tab needs while it is open: details of the item, and streams. */
export type Need<N extends NounId> = ResourceKind<N> | Stream;

export type Tab<N extends NounId> = {
	readonly title: string;
	needs(item: ItemOf<N>): readonly Need<N>[];
};

/** What an event of the engine asks of a noun. */
export type EventEffect<N extends NounId> = {
	/** The whole list is asked for again. */
	readonly list?: boolean;
	/** The row with this key is asked for again. */
	readonly row?: string;
	/** The item with this key is no more. */
	readonly gone?: string;
	/** Fetched details that are stale: those of one item, or without an id those of all items. */
	readonly stale?: readonly { readonly of: ResourceKind<N>; readonly id?: string }[];
};

/** A line of the copy menu; an empty text is left out. */
export type Copyable = {
	/** The key that chooses it in the menu. */
	readonly key: string;
	readonly label: string;
	readonly text: string;
	/** The text stands for a command that is only known once the engine was asked for details of the item. */
	readonly asksFirst?: boolean;
};

/** What the copy menu may know beside the item. */
export type CopyFacts = {
	readonly endpoint: Endpoint;
	readonly defaults: ContainerDefaults | undefined;
	/** A detail that was fetched already. */
	fetched<K extends ResourceKind>(of: K, id: string): Resources[K] | undefined;
};

/** What decides which panes are on screen: which one has the focus, the engine's host, whether no engine answers. */
export type Screen = { readonly pane: NounId; readonly host: Host | undefined; readonly isLost: boolean };

/** Details whose value has the engine's whole answer. */
type RawKind = { [K in ResourceKind]: Resources[K] extends { readonly raw: unknown } ? K : never }[ResourceKind];

/** One noun as a pane: all that is particular to its list and its detail. A new list needs a new record, no new component. */
export type Pane<N extends NounId> = {
	readonly id: N;
	readonly title: string;
	/** Who answers with the list. */
	readonly source: Nouns[N]['source'];
	/** Returns true while the pane is on screen. */
	shown(screen: Screen): boolean;
	/** Identity across lists; the selection is kept by it, and details are fetched by it. */
	key(item: ItemOf<N>): string;
	/** What the user calls it; also what docker commands are given. */
	name(item: ItemOf<N>): string;
	readonly columns: readonly Column<ItemOf<N>>[];
	/** In their order on screen; the first one is open at the start. */
	readonly tabs: { readonly [T in TabId<N>]: Tab<N> };
	/** How each kind of detail is kept true: fetched once and again when an event makes it stale, or asked for at an interval. */
	readonly resources: { readonly [K in ResourceKind<N>]: 'once' | 'polled' };
	/** The detail with the engine's whole answer, for the Inspect tab. */
	readonly inspect?: ResourceKind<N> & RawKind;
	readonly sortKeys: readonly SortKey<ItemOf<N>>[];
	/** Left of the name: state as a glyph name and its role. */
	bullet?(
		item: ItemOf<N>,
		facts: Facts,
	): { glyph: 'running' | 'unhealthy' | 'stopped' | 'paused' | 'restarting' | 'used' | 'unused'; role: Role };
	/** What a filter looks at: free text, and `key=value` fields. */
	filterText(
		item: ItemOf<N>,
		facts: Facts,
	): { text: string; fields: Readonly<Record<string, string | readonly string[]>> };
	/** Returns true for an item that is left out until `A` asks for all. */
	hidden?(item: ItemOf<N>, facts: Facts): boolean;
	/** Whether hidden items are shown at the start. */
	readonly showsAll: boolean;
	/** Second number in the title: `Containers 7/12`. */
	active?(item: ItemOf<N>, facts: Facts): boolean;
	/** Returns true if the container uses the item. */
	usedBy?(item: ItemOf<N>, container: Container): boolean;
	/** What can be copied of an item. Every item has the same lines. */
	copyables(item: ItemOf<N>, facts: CopyFacts): readonly Copyable[];
	onEvent?(event: EngineEvent): EventEffect<N>;
	/** Said in the list when there are no items. */
	readonly empty: string;
	/** The most rows that the pane keeps while another one has the focus. */
	readonly rowsKept: number;
};

/** The panes of an engine: there while it answers, or is being looked for. */
export const whileEngine = ({ isLost }: Screen): boolean => !isLost;
