import { realpathSync } from 'node:fs';
import os from 'node:os';
import { version } from '../../package.json';
import type { Action } from '../actions/action.js';
import { withKeys } from '../actions/keymap.js';
import { actionTable } from '../actions/table/table.js';
import type { Settings } from '../config/settings.js';
import { filterWords } from '../domain/filter.js';
import type { Filters } from '../engine/engine.js';
import { keepYoung } from '../platform/keep-young.js';
import { markStarted } from '../platform/started.js';
import { systemClock } from '../runtime/clock.js';
import type { Connector, Target } from '../runtime/connection/connector.js';
import { createFiles } from '../runtime/files.js';
import { createRuntime } from '../runtime/runtime.js';
import { createAppStore, type Store } from '../runtime/store.js';
import type { Machine } from '../runtime/streams/polling-interval.js';
import { initialState } from '../state/initial-state.js';
import type { State } from '../state/state.js';
import { Keyboard } from '../terminal/keyboard.js';
import { createTerminal, type Terminal } from '../terminal/terminal-room.js';
import { glyphs as glyphsOf } from '../ui/glyphs.js';
import { createPalette } from '../ui/theme.js';
import type { LogsArgs } from './command-line/logs-args.js';
import { reportCrash } from './crash.js';
import type { DebugLog } from './debug-log.js';
import { registryOf, surroundingsOf } from './docker-settings.js';
import { createDrawing, windowSize } from './drawing.js';
import { createExit } from './exit.js';
import { startInk } from './ink.js';

export type DashboardOptions = {
	readonly connector: Connector;
	readonly target: Target;
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
	const paletteOf = (isLight?: boolean) =>
		createPalette({ name: settings.theme, overrides: settings.colours, env, isLight });
	const look = { glyphs: glyphsOf(options.ascii), palette: paletteOf() };
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
	const unfollowProblem = store.subscribe(({ startProblem }) => startProblem !== undefined && exit.leave(1));
	terminal.enter();
	drawing.screen.draw();
	runtime.start(options.target);
	const unfollowWindow = drawing.followWindow();

	// Ink takes as long to load as all the rest: the first rows go before it.
	await Promise.race([firstRows(store), exit.code]).catch(() => {});
	keepYoung();
	markStarted();
	drawing.screen.draw();
	const ink = await startInk({ runtime, drawing, look, keyboard, terminal, stdout, log });
	if (look.palette.bands && stdin.isTTY) {
		keyboard.askBackground(isLight => {
			drawing.compositor.setPalette(paletteOf(isLight));
			drawing.screen.draw();
		});
	}
	warnOf([...options.warnings, ...problems], runtime.warn);

	const outcome = await Promise.race([exit.code, ink.exited]).catch((error: unknown) => ({ error }));
	const lastState = store.getState();
	// Before Ink unmounts: its last frame comes after the screen was given back, and must not be painted.
	drawing.stop();
	runtime.stop();
	unfollowWindow();
	unfollowMouse();
	unfollowProblem();
	ink.unmount();
	// An answer that comes later would be typed into the user's shell.
	await keyboard.settle();
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
			preferences: { ...settings.preferences, ascii },
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
function keyed({ keys, keyPlaces }: Settings): { actions: readonly Action[]; problems: readonly string[] } {
	const { actions, problems } = withKeys(actionTable, keys);
	return { actions, problems: problems.map(({ id, message }) => `${keyPlaces[id] ?? 'keys'}: ${message}`) };
}

/** Shows the warnings about the config file, the first one last: the dashboard shows one message at a time. */
function warnOf(warnings: readonly string[], warn: (text: string) => void): void {
	const count = warnings.length;
	const texts = warnings.map((text, index) => (count === 1 ? text : `(${index + 1} of ${count}) ${text}`));
	for (const text of texts.reverse()) {
		warn(text);
	}
}
