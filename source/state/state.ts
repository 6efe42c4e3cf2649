import type { FoundProject } from '../domain/compose/found.js';
import type { EngineEvent } from '../domain/nouns/events.js';
import type { Attempt, DiskUsage, Endpoint, Host } from '../domain/nouns/host.js';
import type { StatsHistory } from '../domain/stats/stats-history.js';
import type { ThemeName } from '../domain/text/theme-name.js';
import type { ColumnChoice } from '../panes/chosen-columns.js';
import type { ItemOf, NounId, ResourceKind, Resources, TabId } from '../panes/noun.js';
import type { LogSettings, LogView, OlderLines } from './logs/log-view.js';
import type { Modal } from './modals/modal.js';
import type { TextEdit } from './modals/text-edit.js';
import type { Task } from './tasks/task.js';

/** A list: loading, failed and empty look different on screen. `items` stay while the list is stale. */
export type Listing<T> = {
	readonly status: 'loading' | 'ready' | 'failed';
	readonly items: readonly T[];
	readonly byKey: ReadonlyMap<string, T>;
	readonly error?: string;
};

/** Selection, filter, order and marks of a list. */
export type PaneState<N extends NounId = NounId> = {
	readonly selected: string | undefined;
	/** The row of the selection: if its item goes, a neighbour is selected. */
	readonly index: number;
	/** The first row on screen. */
	readonly offset: number;
	readonly filter: string;
	readonly sort: string | undefined;
	readonly reverse: boolean;
	readonly all: boolean;
	readonly marks: ReadonlySet<string>;
	/** Items that were selected or marked when their rows disappeared, for a while. */
	readonly departed: readonly Departed<ItemOf<N>>[];
	/** The key of a new item, for a moment: its row is highlighted. */
	readonly highlighted: string | undefined;
	/** A new item whose row has not come yet. */
	readonly expected: Expected | undefined;
	/** The tab that the user has opened; undefined: the default of each item. */
	readonly tab: TabId<N> | undefined;
};

/** A new item, by its key or name, and the user's place when the work on it began. */
export type Expected = { readonly name: string; readonly from: Place };

/** The parts of the screen that decide if a new item may be selected: unchanged, the user waits for it. */
export type Place = Pick<State, 'focus' | 'pane'> & Pick<PaneState, 'selected' | 'filter'>;

/** An item whose row disappeared by itself. If its successor comes, that gets the selection and the mark. */
export type Departed<T> = {
	readonly item: T;
	/** True if the user had selected it: a neighbour is selected meanwhile. */
	readonly wasSelected: boolean;
	readonly wasMarked: boolean;
	/** True in the first second: the user may not have seen yet that the next action has another target. */
	readonly isRecent: boolean;
};

/** A project or service keeps its key, so that it is known again when it comes back. */
export type DepartedGroup = {
	readonly key: string;
	readonly name: string;
	/** True in the first second, as for other items. */
	readonly isRecent: boolean;
};

/** Something that is fetched for the detail. */
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
	/** No engine answered: the connect screen. */
	| {
			readonly status: 'lost';
			readonly attempts: readonly Attempt[];
			readonly attempt: number;
			/** Undefined if only the user can start the next attempt. */
			readonly retryAt: number | undefined;
	  };

/** A command that the user could repeat, and its result. */
export type CommandEntry = {
	readonly id: number;
	/** `['docker', 'stop', 'web']`; never contains a secret. */
	readonly command: readonly string[];
	/** Unix milliseconds. */
	readonly at: number;
	readonly status: 'running' | 'done' | 'failed' | 'cancelled';
	readonly milliseconds?: number;
	/** The engine's words when it failed; a short result when done. */
	readonly message?: string;
	/** The last lines that its process wrote, for a command whose output plimsoll has seen as text. */
	readonly output?: string;
};

/** A verb at work on a container: `stopping`. */
export type Working = { readonly verb: string; readonly since: number };

export type Toast = {
	readonly id: number;
	readonly level: 'info' | 'good' | 'warn' | 'bad';
	readonly text: string;
	/** Milliseconds of `monotonicNow`. */
	readonly until: number;
};

/** Text typed in place: a pane's filter, or a search in the detail. */
/** `log-filter` is a filter of the lines of a log. */
export type InlineInput = {
	readonly purpose: 'filter' | 'search' | 'log-filter';
	readonly edit: TextEdit;
	readonly before: string;
	/** The filters of the log when the input opened. */
	readonly filters: LogView['filters'];
};

export type Preferences = {
	/** Ask before: `all` changes that interrupt, only `destructive` ones, or `none`. */
	readonly confirm: 'all' | 'destructive' | 'none';
	/** The most lines of a log. */
	readonly logLines: number;
	/** The most statistics readings of a container. */
	readonly history: number;
	/** Milliseconds between two redraws of statistics, and between two requests of an open Top tab. */
	readonly statsInterval: number;
	readonly topInterval: number;
	readonly ascii: boolean;
	/** True while clicks and the wheel do something. */
	readonly mouse: boolean;
	readonly theme: ThemeName;
	readonly columns: ColumnChoice;
	/** The way in which a command gets the lines of a log: as words of a program, or as a line of the user's shell. */
	readonly pipe: 'argv' | 'shell';
};

/** The logs that plimsoll was started for, by their names on the command line. */
export type StartLogs = {
	/** Containers, services, projects and patterns; no names at all mean all containers. */
	readonly names: readonly string[];
	readonly projects: readonly string[];
	/** The only project that is looked at. */
	readonly project: string | undefined;
	readonly raw: boolean;
	readonly timestamps: boolean;
};

/** A project by `--project`, or the one of the start folder. */
export type StartProject = { readonly name: string } | 'folder';

export type State = {
	readonly connection: Connection;
	readonly endpoint: Endpoint;
	readonly demo: boolean;
	readonly readOnly: boolean;
	readonly host: Host | undefined;
	/** Milliseconds of a round trip to an engine over ssh; undefined for other engines, and before the first measurement. */
	readonly roundTripMs: number | undefined;
	/** As of an Engine. */
	readonly maxStreams: number;
	readonly lists: { readonly [N in NounId]: Listing<ItemOf<N>> };
	readonly stats: ReadonlyMap<string, StatsHistory>;
	/** Fetched details by their kind, and then by the key of their item. */
	readonly resources: { readonly [K in ResourceKind]: ReadonlyMap<string, Resource<Resources[K]>> };
	readonly diskUsage: Resource<DiskUsage> | undefined;
	/** Newest last; the oldest are dropped. */
	readonly events: readonly EngineEvent[];
	readonly logs: LogView;
	/**
	 * The containers whose logs the user wants as one, while the same row is selected: the marked ones, or those that the filter
	 * shows, to which later ones are added.
	 */
	/** The older lines of the open log that are being read; undefined while none are. */
	readonly older: OlderLines | undefined;
	readonly logChoice:
		| {
				readonly of: 'marks' | 'shown';
				readonly key: string;
				readonly selected: string | undefined;
				readonly filter: string;
				readonly ids: readonly string[];
		  }
		| undefined;
	/** The key of the open log of a project or service: it stays merged when one container is left. */
	readonly groupLog: string | undefined;
	/** The log of a selected container that is gone, while its successor may come. */
	readonly departedLog: LogView | undefined;
	/** The selected project or service whose row disappeared by itself, while it may come back. */
	readonly departedGroup: DepartedGroup | undefined;
	/** The settings of the logs by their subject, the latest changes last. */
	readonly logSettings: ReadonlyMap<string, LogSettings>;
	/** Scroll and search of the text tabs: the first line that is seen, and the line of the hit that `n` or `N` found last. */
	readonly text: {
		readonly top: number;
		readonly search: string;
		/** True while values that look secret are shown. */
		readonly reveal: boolean;
		readonly hit: number | undefined;
	};
	readonly pane: NounId;
	/** True while the containers are grouped by project and service. */
	readonly grouped: boolean;
	/** The folder where plimsoll was started, as the shell calls it; undefined for the demo. */
	readonly startFolder: string | undefined;
	/** The project to select once it is known; undefined after that, or after a key. */
	readonly startProject: StartProject | undefined;
	/** The project whose files the start folder has; undefined before it was looked for. */
	readonly found: FoundProject | 'none' | undefined;
	/** The logs to open once the containers are listed. */
	readonly startLogs: StartLogs | undefined;
	/** The reason why plimsoll cannot do what it was started for: it ends with these words. */
	readonly startProblem: string | undefined;
	/** Keys of the projects and services that the user has folded or unfolded, against how they begin. */
	readonly folds: ReadonlySet<string>;
	readonly panes: { readonly [N in NounId]: PaneState<N> };
	readonly focus: 'list' | 'detail';
	/** While it is not `none`, the focused side fills the screen; the value names the side where the zoom began, for the way back. */
	readonly zoom: 'none' | 'list' | 'detail';
	/** The place that Esc leads to from a visited pane; undefined in all others. */
	readonly returnTo: Pick<State, 'pane' | 'focus' | 'zoom'> | undefined;
	readonly input: InlineInput | undefined;
	readonly modals: readonly Modal[];
	/** The session that is being opened and takes the keys, with its notice. */
	readonly opening: { readonly id: number; readonly text: string } | undefined;
	/** Containers that a command of the user works on. `since` is in milliseconds of `monotonicNow`. */
	readonly working: ReadonlyMap<string, Working>;
	readonly tasks: readonly Task[];
	readonly commands: readonly CommandEntry[];
	readonly toasts: readonly Toast[];
	readonly size: { readonly columns: number; readonly rows: number };
	/** Unix milliseconds of the engine's clock, for display; updated only when it changes something on screen. */
	readonly now: number;
	/** Milliseconds of a clock that never goes back, updated together with `now`: for durations and countdowns. */
	readonly monotonicNow: number;
	/** The engine's clock is ahead of this machine's by this many milliseconds; 0 while they agree. */
	readonly engineSkewMs: number;
	readonly preferences: Preferences;
	/** True while the statistics of the rows are paused: without the focus of the terminal they are read now and then only. */
	readonly statsPaused: boolean;
	/** True while the performance overlay is shown: frames, bytes, connections, heap. */
	readonly debug: boolean;
};
