import type { EngineEvent } from '../domain/nouns/events.js';
import type { Attempt, DiskUsage, Endpoint, Host } from '../domain/nouns/host.js';
import type { StatsHistory } from '../domain/stats/stats-history.js';
import type { ItemOf, NounId, ResourceKind, Resources, TabId } from '../panes/noun.js';
import type { LogView } from './logs/log-view.js';
import type { Modal } from './modals/modal.js';
import type { TextEdit } from './modals/text-edit.js';
import type { Task } from './tasks/task.js';

/** Loading, failed and empty are three different things on screen. `items` stay while a list is stale. */
export type Listing<T> = {
	readonly status: 'loading' | 'ready' | 'failed';
	readonly items: readonly T[];
	readonly byKey: ReadonlyMap<string, T>;
	readonly error?: string;
};

/** How a list stands: what is selected, filtered, sorted, marked. */
export type PaneState<N extends NounId = NounId> = {
	readonly selected: string | undefined;
	/** Row of the selection, so that it stays near when its item goes. */
	readonly index: number;
	/** First row shown. */
	readonly offset: number;
	readonly filter: string;
	readonly sort: string | undefined;
	readonly reverse: boolean;
	readonly all: boolean;
	readonly marks: ReadonlySet<string>;
	readonly tab: TabId<N>;
};

/** Something fetched for the detail side. */
export type Resource<T> = {
	readonly status: 'loading' | 'ready' | 'failed';
	readonly value?: T;
	readonly error?: string;
};

export type Connection =
	| { readonly status: 'connecting'; readonly attempts: readonly Attempt[] }
	| { readonly status: 'connected' }
	/** `attempt` counts from 1; `retryAt` is in the milliseconds of `monotonicNow`. */
	| { readonly status: 'reconnecting'; readonly attempt: number; readonly reason: string; readonly retryAt: number }
	/** Nothing answered: the connect screen. */
	| {
			readonly status: 'lost';
			readonly attempts: readonly Attempt[];
			readonly attempt: number;
			/** Undefined when it is not tried again until the user says so. */
			readonly retryAt: number | undefined;
	  };

/** A command as the user may repeat it, and how it went. */
export type CommandEntry = {
	readonly id: number;
	/** `['docker', 'stop', 'web']`; never holds a secret. */
	readonly command: readonly string[];
	/** Unix milliseconds. */
	readonly at: number;
	readonly status: 'running' | 'done' | 'failed' | 'cancelled';
	readonly milliseconds?: number;
	/** The engine's words when it failed; a short result when done. */
	readonly message?: string;
};

export type Toast = {
	readonly id: number;
	readonly level: 'info' | 'good' | 'warn' | 'bad';
	readonly text: string;
	/** In the milliseconds of `monotonicNow`. */
	readonly until: number;
};

/** Text typed in place: a pane's filter, or a search in the detail. */
export type InlineInput = { readonly purpose: 'filter' | 'search'; readonly edit: TextEdit; readonly before: string };

export type Preferences = {
	/** Ask before: `all` changes that interrupt, only `destructive` ones, or `none`. */
	readonly confirm: 'all' | 'destructive' | 'none';
	/** Lines of a log kept. */
	readonly logLines: number;
	/** Readings of statistics kept per container. */
	readonly history: number;
	/** Milliseconds between two redraws of statistics, and between two looks at an open Top tab. */
	readonly statsInterval: number;
	readonly topInterval: number;
	readonly ascii: boolean;
};

export type State = {
	readonly connection: Connection;
	readonly endpoint: Endpoint;
	readonly demo: boolean;
	readonly readOnly: boolean;
	readonly host: Host | undefined;
	readonly lists: { readonly [N in NounId]: Listing<ItemOf<N>> };
	readonly stats: ReadonlyMap<string, StatsHistory>;
	/** Fetched details by their kind, and then by the key of their item. */
	readonly resources: { readonly [K in ResourceKind]: ReadonlyMap<string, Resource<Resources[K]>> };
	readonly diskUsage: Resource<DiskUsage> | undefined;
	/** Newest last, bounded. */
	readonly events: readonly EngineEvent[];
	readonly logs: LogView;
	/** Scroll and search of the text tabs: the first line that is seen, and the line of the hit that `n` or `N` found last. */
	readonly text: {
		readonly top: number;
		readonly search: string;
		/** Whether values that look secret are shown. */
		readonly reveal: boolean;
		readonly hit: number | undefined;
	};
	readonly pane: NounId;
	readonly panes: { readonly [N in NounId]: PaneState<N> };
	readonly focus: 'list' | 'detail';
	readonly zoom: 'none' | 'list' | 'detail';
	/** Where Esc leads from a pane that is on screen only until it is left; undefined in all others. */
	readonly returnTo: Pick<State, 'pane' | 'focus' | 'zoom'> | undefined;
	readonly input: InlineInput | undefined;
	readonly modals: readonly Modal[];
	/** A session that is being opened and has the keyboard: what is said of it. */
	readonly opening: { readonly id: number; readonly text: string } | undefined;
	readonly tasks: readonly Task[];
	readonly commands: readonly CommandEntry[];
	readonly toasts: readonly Toast[];
	readonly size: { readonly columns: number; readonly rows: number };
	/** Unix milliseconds by the engine's clock, for display; moved only when something on screen would change by it. */
	readonly now: number;
	/** Milliseconds of a clock that never goes back, moved along with `now`: what durations and countdowns are reckoned by. */
	readonly monotonicNow: number;
	/** How far the engine's clock is ahead of this machine's, in milliseconds; 0 while they agree. */
	readonly engineSkewMs: number;
	readonly preferences: Preferences;
	/** Whether the rows' statistics are left alone for now, as nobody looks at them. */
	readonly resting: boolean;
	/** Drawn over everything when on: frames, bytes, connections, heap. */
	readonly debug: boolean;
};
