import { realpathSync } from 'node:fs';
import os from 'node:os';
import { version } from '../../package.json';
import type { Action } from '../actions/action.js';
import { withKeys, withPreset } from '../actions/keymap.js';
import { actionTable } from '../actions/table/table.js';
import type { Settings } from '../config/settings.js';
import { filterWords } from '../domain/filter.js';
import type { ThemeName } from '../domain/text/theme-name.js';
import type { Filters } from '../engine/engine.js';
import { setLateFlags } from '../platform/late-flags.js';
import { markStarted } from '../platform/started.js';
import { systemClock } from '../runtime/clock.js';
import type { Connector, Target } from '../runtime/connection/connector.js';
import { createFiles } from '../runtime/files.js';
import { createRuntime } from '../runtime/runtime.js';
import { createAppStore, type Store } from '../runtime/store.js';
import type { Machine } from '../runtime/streams/polling-interval.js';
import { checkedColumns } from '../state/checked-columns.js';
import { initialState } from '../state/initial-state.js';
import { shownTheme } from '../state/shown-theme.js';
import type { State } from '../state/state.js';
import { Keyboard } from '../terminal/keyboard.js';
import { createTerminal, type Terminal } from '../terminal/terminal-room.js';
import { glyphs as glyphsOf } from '../ui/glyphs.js';
import type { Palette } from '../ui/theme.js';
import type { LogsArgs } from './command-line/logs-args.js';
import { reportCrash } from './crash.js';
import type { DebugLog } from './debug-log.js';
import { createDrawing, type Drawing, windowSize } from './drawing.js';
import { registryOf, surroundingsOf } from './engine/docker-settings.js';
import { createExit } from './exit.js';
import { followChoices } from './follow-choices.js';
import { startInk } from './ink.js';
import { createPalettes } from './palettes.js';

export type DashboardOptions = {
	readonly connector: Connector;
	readonly target: Target;
	/** The settings of the config file, and these with the choices of earlier runs. */
	readonly configured: Settings;
	readonly settings: Settings;
	readonly ascii: boolean;
	readonly readOnly: boolean;
	/** Filters of the containers, from the command line. */
	readonly filters: Filters;
	/** The compose project to select at the start; by default the one of the current folder. */
	readonly project: string | undefined;
	/** The logs to open at the start. */
	readonly logs: LogsArgs | undefined;
	/** Problems of the config file, shown once at the start. */
	readonly warnings: readonly string[];
	readonly log?: DebugLog;
};

/**
 * Runs the dashboard on this process's terminal until the user leaves. The compositor paints at once; Ink is loaded after
 * it, for the keys and the modals. Resolves to the exit code.
 */
export async function dashboard(options: DashboardOptions): Promise<number> {
	const { stdin, stdout, env } = process;
	const keyboard = new Keyboard({ stdin, stdout });
	const terminal = createTerminal({ stdin, stdout, keyboard, env, ascii: options.ascii });
	process.on('exit', terminal.restore);
	try {
		return await show(options, terminal, keyboard);
	} finally {
		// The message of a failure belongs on the screen that was there before.
		terminal.restore();
	}
}

async function show(options: DashboardOptions, terminal: Terminal, keyboard: Keyboard): Promise<number> {
	const { stdin, stdout, env } = process;
	const { settings, log } = options;
	const palettes = createPalettes(settings, env);
	const look = { glyphs: glyphsOf(options.ascii), palette: palettes.of };
	const exit = createExit(process);
	const { actions, problems } = keyed(settings);
	const store = createStore(options, windowSize(stdout));
	const runtime = createRuntime({
		store,
		clock: systemClock,
		connector: options.connector,
		actions,
		terminal,
		files: createFiles(process.cwd()),
		registry: registryOf(env, () => store.getState().demo),
		surroundings: surroundingsOf(env),
		machine: machineOf(env),
		quit: () => exit.leave(0),
	});
	const drawing = createDrawing(runtime, look, stdout);

	// Raw, so that the terminal does not echo the keys that wait in it until Ink reads them.
	if (stdin.isTTY) {
		stdin.setRawMode(true);
	}
	const unfollowMouse = followMouse(store, terminal);
	const unfollowTheme = followTheme(store, drawing, palettes.of);
	const choices = followChoices(store, options.configured, env, runtime.warn);
	const unfollowProblem = store.subscribe(({ startProblem }) => startProblem !== undefined && exit.leave(1));
	terminal.enter();
	drawing.screen.draw();
	runtime.start(options.target);
	const unfollowWindow = drawing.followWindow();

	// Ink takes as long to load as all the rest: the first rows go before it.
	await Promise.race([firstRows(store), exit.code]).catch(() => {});
	setLateFlags();
	markStarted();
	drawing.screen.draw();
	const ink = await startInk({ runtime, drawing, look, keyboard, terminal, stdout, log });
	if (palettes.of('default').bands && stdin.isTTY) {
		keyboard.askBackground(isLight => {
			palettes.setBackground(isLight);
			drawing.compositor.setPalette(palettes.of(shownTheme(store.getState())));
			drawing.screen.draw();
		});
	}
	warnOf([...options.warnings, ...problems, ...columnProblems(options.configured)], runtime.warn);

	const outcome = await Promise.race([exit.code, ink.exited]).catch((error: unknown) => ({ error }));
	const lastState = store.getState();
	// Before Ink unmounts: its last frame comes after the screen was given back, and must not be painted.
	drawing.stop();
	runtime.stop();
	unfollowWindow();
	unfollowMouse();
	unfollowTheme();
	choices.stop();
	unfollowProblem();
	ink.unmount();
	// An answer that comes later would be typed into the user's shell.
	await Promise.all([keyboard.settle(), choices.written()]);
	keyboard.stop();
	terminal.restore();
	if (typeof outcome === 'number') {
		return lastState.startProblem === undefined ? outcome : reportProblem(lastState.startProblem);
	}
	await reportCrash(outcome.error, lastState, version, process.stderr);
	return 1;
}

function createStore(
	{ target, readOnly, settings, ascii, filters, project, logs, log }: DashboardOptions,
	size: State['size'],
): Store {
	const store = createAppStore(
		initialState({
			endpoint: { url: target === 'demo' ? 'demo://' : '', origin: '' },
			demo: target === 'demo',
			readOnly,
			size,
			now: systemClock.wallTime(),
			monotonicNow: systemClock.now(),
			preferences: {
				...settings.preferences,
				theme: settings.theme,
				columns: checkedColumns(settings.columns).columns,
				ascii,
			},
			filter: filterWords(filters),
			grouped: settings.grouped,
			startFolder: target === 'demo' ? undefined : shellFolder(),
			startProject: startProjectOf(project, logs),
			startLogs: logs && { ...logs, project },
		}),
	);
	if (log) {
		store.subscribe(log.state);
	}
	return store;
}

/** The start folder as the shell calls it, through its links: compose writes that into its labels. Source: Go's os.Getwd. */
function shellFolder(): string {
	const { PWD } = process.env;
	const cwd = process.cwd();
	try {
		return PWD?.startsWith('/') && realpathSync(PWD) === cwd ? PWD : cwd;
	} catch {
		return cwd;
	}
}

/** The project to select; none if logs are wanted instead. */
function startProjectOf(project: string | undefined, logs: LogsArgs | undefined): State['startProject'] {
	if (logs !== undefined) {
		return undefined;
	}
	return project === undefined ? 'folder' : { name: project };
}

/** Draws the screen in another theme when the user selects one, until the returned function is called. */
function followTheme(store: Store, { compositor }: Drawing, paletteOf: (theme: ThemeName) => Palette): () => void {
	let theme = shownTheme(store.getState());
	return store.subscribe(state => {
		const next = shownTheme(state);
		if (next !== theme) {
			theme = next;
			compositor.setPalette(paletteOf(theme));
		}
	});
}

/** Switches the terminal's mouse reports with the user's choice, until the returned function is called. */
function followMouse(store: Store, terminal: Terminal): () => void {
	const follow = ({ preferences }: State) => terminal.setMouse(preferences.mouse);
	follow(store.getState());
	return store.subscribe(follow);
}

/** Describes this machine's load and its line to the user, for the polling intervals. */
function machineOf(env: NodeJS.ProcessEnv): Machine {
	const cores = os.availableParallelism();
	return {
		slowLine: env.SSH_CONNECTION !== undefined || env.SSH_TTY !== undefined,
		load: () => os.loadavg()[0]! / cores,
	};
}

/** Ink is loaded after this time at the latest: a user may press a key by then. */
const firstRowsTimeoutMs = 250;

/** Resolves when the list of containers has loaded, when the connection has failed, or after `firstRowsTimeoutMs`. */
function firstRows(store: Store): Promise<void> {
	const isKnown = ({ connection, lists }: State) =>
		lists.containers.status !== 'loading' || connection.status === 'lost' || connection.status === 'reconnecting';
	return new Promise(resolve => {
		const done = () => {
			clearTimeout(timer);
			unsubscribe();
			resolve();
		};
		const timer = setTimeout(done, firstRowsTimeoutMs);
		const unsubscribe = store.subscribe(state => isKnown(state) && done());
	});
}

/** Prints why plimsoll could not do what it was started for; returns the exit code. */
function reportProblem(problem: string): number {
	for (const line of problem.split('\n')) {
		process.stderr.write(`plimsoll: ${line}\n`);
	}
	return 1;
}

/** The action table with the user's keys. A wrong key becomes a problem to show; it does not stop the start. */
function keyed({ keyPreset, keys, keyPlaces }: Settings): { actions: readonly Action[]; problems: readonly string[] } {
	const { actions, problems } = withKeys(withPreset(actionTable, keyPreset), keys);
	return { actions, problems: problems.map(({ id, message }) => `${keyPlaces[id] ?? 'keys'}: ${message}`) };
}

/** The columns of the config file that there are not. */
const columnProblems = ({ columns, columnPlaces }: Settings): readonly string[] =>
	checkedColumns(columns).problems.map(({ pane, index, message }) => {
		const place = columnPlaces[index === undefined ? pane : `${pane}.${index}`];
		return `${place ?? 'columns'}: ${message}`;
	});

/** Shows the warnings about the config file, the first one last: the dashboard shows one message at a time. */
function warnOf(warnings: readonly string[], warn: (text: string) => void): void {
	const count = warnings.length;
	const texts = warnings.map((text, index) => (count === 1 ? text : `(${index + 1} of ${count}) ${text}`));
	for (const text of texts.reverse()) {
		warn(text);
	}
}
