import type { Endpoint } from '../domain/host.js';
import type { PaneId } from '../panes/pane.js';
import { perPane } from '../panes/pane.js';
import { panes } from '../panes/panes.js';
import { emptyLogView } from './log-view.js';
import type { Listing, PaneState, Preferences, State } from './state.js';

const defaultPreferences: Preferences = {
	confirm: 'destructive',
	logLines: 10_000,
	history: 300,
	statsInterval: 1000,
	topInterval: 2000,
	ascii: false,
};

const loading: Listing<never> = { status: 'loading', items: [], byKey: new Map<string, never>() };

function paneState(id: PaneId): PaneState {
	const tab = panes[id].tabs[0];
	if (!tab) throw new Error(`pane ${id} has no tab`);
	return {
		selected: undefined,
		index: 0,
		offset: 0,
		filter: '',
		sort: undefined,
		reverse: false,
		// Images hide dangling ones at first, as `docker images` does.
		all: id !== 'images',
		marks: new Set(),
		tab: tab.id,
	};
}

/** The state before anything is known of the engine. */
export function initialState(options: {
	endpoint: Endpoint;
	size: State['size'];
	now: number;
	demo?: boolean;
	readOnly?: boolean;
	preferences?: Partial<Preferences>;
	/** Of the containers. */
	filter?: string;
}): State {
	const panes = perPane(paneState);
	return {
		connection: { status: 'connecting', attempts: [] },
		endpoint: options.endpoint,
		demo: options.demo ?? false,
		readOnly: options.readOnly ?? false,
		host: undefined,
		containers: loading,
		images: loading,
		volumes: loading,
		networks: loading,
		stats: new Map(),
		resources: new Map(),
		diskUsage: undefined,
		events: [],
		logs: emptyLogView,
		text: { top: 0, search: '', reveal: false, jump: 0, hit: undefined },
		pane: 'containers',
		panes: { ...panes, containers: { ...panes.containers, filter: options.filter ?? '' } },
		focus: 'list',
		zoom: 'none',
		input: undefined,
		modals: [],
		opening: undefined,
		tasks: [],
		commands: [],
		toasts: [],
		size: options.size,
		now: options.now,
		preferences: { ...defaultPreferences, ...options.preferences },
		resting: false,
		debug: false,
	};
}

/** What is forgotten when the engine changes: everything but the user's own settings and history. */
export function forgetEngine(state: State, endpoint: Endpoint, demo: boolean): State {
	const { size, now, preferences } = state;
	// A filter is about the containers that were seen; that of the command line about those that will be.
	const filter = state.containers.status === 'loading' ? state.panes.containers.filter : '';
	const fresh = initialState({ endpoint, demo, size, now, preferences, filter });
	return {
		...fresh,
		readOnly: state.readOnly,
		commands: state.commands,
		tasks: state.tasks,
		pane: state.pane,
		debug: state.debug,
	};
}
