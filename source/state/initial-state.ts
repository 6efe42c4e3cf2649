import type { Endpoint } from '../domain/nouns/host.js';
import type { NounId } from '../panes/noun.js';
import { panes, perNoun } from '../panes/panes.js';
import { emptyLogView } from './logs/log-view.js';
import { noResources } from './resources.js';
import type { Listing, PaneState, Preferences, StartLogs, StartProject, State } from './state.js';

const defaultPreferences: Preferences = {
	confirm: 'destructive',
	logLines: 10_000,
	history: 300,
	statsInterval: 1000,
	topInterval: 2000,
	ascii: false,
	mouse: false,
	theme: 'default',
	columns: {},
	pipe: 'argv',
};

const loading: Listing<never> = { status: 'loading', items: [], byKey: new Map<string, never>() };
const noLists = perNoun<State['lists']>(() => loading);

const paneState = <N extends NounId>(noun: N): PaneState<N> => ({
	selected: undefined,
	index: 0,
	offset: 0,
	filter: '',
	sort: undefined,
	reverse: false,
	all: panes[noun].showsAll,
	marks: new Set(),
	departed: [],
	highlighted: undefined,
	expected: undefined,
	tab: undefined,
});

/** The state before the engine has answered. */
export function initialState(options: {
	endpoint: Endpoint;
	size: State['size'];
	/** Unix milliseconds. */
	now: number;
	/** Milliseconds of a clock that never goes back; default: `now`. */
	monotonicNow?: number;
	demo?: boolean;
	readOnly?: boolean;
	preferences?: Partial<Preferences>;
	/** The filter of the containers. */
	filter?: string;
	/** True to group the containers by project. */
	grouped?: boolean;
	startFolder?: string | undefined;
	startProject?: StartProject | undefined;
	startLogs?: StartLogs | undefined;
}): State {
	const panes = perNoun<State['panes']>(paneState);
	return {
		connection: { status: 'connecting', attempts: [] },
		endpoint: options.endpoint,
		demo: options.demo ?? false,
		readOnly: options.readOnly ?? false,
		host: undefined,
		roundTripMs: undefined,
		maxStreams: Number.POSITIVE_INFINITY,
		lists: noLists,
		stats: new Map(),
		resources: noResources,
		diskUsage: undefined,
		events: [],
		logs: emptyLogView,
		groupLog: undefined,
		departedLog: undefined,
		departedGroup: undefined,
		logChoice: undefined,
		older: undefined,
		logSettings: new Map(),
		text: { top: 0, search: '', reveal: false, hit: undefined },
		pane: 'containers',
		grouped: options.grouped ?? false,
		startFolder: options.startFolder,
		startProject: options.startProject,
		found: undefined,
		startLogs: options.startLogs,
		startProblem: undefined,
		folds: new Set(),
		panes: { ...panes, containers: { ...panes.containers, filter: options.filter ?? '' } },
		focus: 'list',
		zoom: 'none',
		returnTo: undefined,
		input: undefined,
		modals: [],
		opening: undefined,
		working: new Map(),
		tasks: [],
		commands: [],
		toasts: [],
		size: options.size,
		now: options.now,
		monotonicNow: options.monotonicNow ?? options.now,
		engineSkewMs: 0,
		preferences: { ...defaultPreferences, ...options.preferences },
		statsPaused: false,
		debug: false,
	};
}

/** Forgets everything about the engine that is left; the user's settings, commands and tasks stay. */
export function forgetEngine(state: State, endpoint: Endpoint, demo: boolean): State {
	const { size, monotonicNow, preferences } = state;
	const now = state.now - state.engineSkewMs;
	// A typed filter belongs to the containers that were on screen, a filter from the command line to those that come.
	const filter = state.lists.containers.status === 'loading' ? state.panes.containers.filter : '';
	const fresh = initialState({ endpoint, demo, size, now, monotonicNow, preferences, filter, grouped: state.grouped });
	return {
		...fresh,
		readOnly: state.readOnly,
		startFolder: state.startFolder,
		startProject: state.startProject,
		startLogs: state.startLogs,
		commands: state.commands,
		tasks: state.tasks,
		pane: state.returnTo?.pane ?? state.pane,
		debug: state.debug,
	};
}
