import type { ContainerDetail } from '../domain/container.js';
import type { Role } from '../domain/line.js';
import type { Reading } from '../domain/stats.js';

/** The lists of the left side, in the order of their digit keys. */
export type PaneId = 'containers' | 'images' | 'volumes' | 'networks';
export const paneIds: readonly PaneId[] = ['containers', 'images', 'volumes', 'networks'];

/** Something of its own for each pane. */
export const perPane = <T>(make: (id: PaneId) => T): Record<PaneId, T> =>
	Object.fromEntries(paneIds.map(id => [id, make(id)])) as Record<PaneId, T>;

/** Detail views of a selection. */
export type TabId =
	| 'logs'
	| 'stats'
	| 'inspect'
	| 'env'
	| 'top'
	| 'mounts'
	| 'network'
	| 'layers'
	| 'used-by'
	| 'containers';
export type Tab = { readonly id: TabId; readonly title: string };

/**
 * What cells may know beside their own item: everything that is measured or looked up. Made by state/selectors, so that a
 * column stays a pure function of (item, facts).
 */
export type Facts = {
	/** Unix milliseconds, at a coarse tick. */
	readonly now: number;
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
 * A pane is a value: what a list shows of one noun. A new list needs a new record, no new component.
 */
export type Pane<T> = {
	readonly id: PaneId;
	readonly title: string;
	/** Identity across lists; the selection is kept by it. */
	key(item: T): string;
	/** What the user calls it; also what docker commands are given. */
	name(item: T): string;
	readonly columns: readonly Column<T>[];
	readonly tabs: readonly Tab[];
	readonly sortKeys: readonly SortKey<T>[];
	/** Left of the name: state as a glyph name and its role. */
	bullet?(
		item: T,
		facts: Facts,
	): { glyph: 'running' | 'unhealthy' | 'stopped' | 'paused' | 'restarting' | 'used' | 'unused'; role: Role };
	/** What a filter looks at: free text, and `key=value` fields. */
	filterText(item: T, facts: Facts): { text: string; fields: Readonly<Record<string, string | readonly string[]>> };
	/** Whether it is left out until `A` / `a` asks for all. */
	hidden?(item: T, facts: Facts): boolean;
	/** Second number in the title: `Containers 7/12`. */
	active?(item: T, facts: Facts): boolean;
	readonly empty: string;
};
