import os from 'node:os';
import { version } from '../../package.json';
import type { Action } from '../actions/action.js';
import { cannotSuspend } from '../actions/global.js';
import { withKeys } from '../actions/keymap.js';
import { actionTable } from '../actions/table.js';
import type { Settings } from '../config/settings.js';
import { filterWords } from '../domain/filter.js';
import type { Filters } from '../engine/engine.js';
import { createIdleCollector } from '../platform/collect-idle.js';
import { keepYoung } from '../platform/keep-young.js';
import { systemClock } from '../runtime/clock.js';
import type { Connector, Target } from '../runtime/connection/connector.js';
import { createFiles } from '../runtime/files.js';
import { createRuntime } from '../runtime/runtime.js';
import { createAppStore, type Store } from '../runtime/store.js';
import { initialState } from '../state/initial-state.js';
import type { State } from '../state/state.js';
import { createKeyboard, type Keyboard } from '../terminal/keyboard.js';
import { keyNames } from '../terminal/keys.js';
import { createTerminal, type Occupant, type Terminal } from '../terminal/terminal-room.js';
import { createCompositor } from '../ui/drawing/compositor.js';
import type { Layer } from '../ui/drawing/layer.js';
import { createScreen } from '../ui/drawing/screen.js';
import { glyphs as glyphsOf } from '../ui/glyphs.js';
import { screenParts } from '../ui/layers.js';
import { createPalette } from '../ui/theme.js';
import { debugView } from '../ui/views/debug-view.js';
import { costsOf } from './costs.js';
import { reportCrash } from './crash.js';
import type { DebugLog } from './debug-log.js';
import { registryOf } from './registry.js';
import { onDeadlySignal } from './signals.js';
import { surroundingsOf } from './surroundings.js';

export type DashboardOptions = {
	readonly connector: Connector;
	readonly target: Target;
	readonly settings: Settings;
	readonly ascii: boolean;
	readonly readOnly: boolean;
	/** Of the containers, as the command line has them. */
	readonly filters: Filters;
	/** Said once at the start: what is wrong with the config file. */
	readonly warnings: readonly string[];
	readonly log?: DebugLog;
};

/**
 * Runs the dashboard on this process's terminal until the user leaves. Paints with the compositor at once; Ink is loaded
 * behind it and takes keys and modals. Resolves to the exit code.
 */
export async function dashboard(options: DashboardOptions): Promise<number> {
	const { stdin, stdout, env } = process;
	const keyboard = createKeyboard({ stdin, stdout });
	const terminal = createTerminal({ stdin, stdout, keyboard, env, ascii: options.ascii });
	process.on('exit', terminal.restore);
	try {
		return await show(options, terminal, keyboard);
	} finally {
		// Whatever failed is told on the screen that was there before.
		terminal.restore();
	}
}

async function show(options: DashboardOptions, terminal: Terminal, keyboard: Keyboard): Promise<number> {
	const { stdin, stdout, env } = process;
	const { settings } = options;
	const glyphs = glyphsOf(options.ascii);
	const palette = createPalette({ name: settings.theme, overrides: settings.colours, env });
	const composed = env.PLIMSOLL_RENDERER !== 'ink';
	const cores = os.availableParallelism();
	const size = () => ({ columns: stdout.columns ?? 80, rows: stdout.rows ?? 24 });
	const { actions, problems } = keyed(settings);
	const store = createAppStore(
		initialState({
			endpoint: { url: options.target === 'demo' ? 'demo://' : '', origin: '' },
			demo: options.target === 'demo',
			readOnly: options.readOnly,
			size: size(),
			now: systemClock.wallTime(),
			monotonicNow: systemClock.now(),
			preferences: { ...settings.preferences, ascii: options.ascii },
			filter: filterWords(options.filters),
		}),
	);
	if (options.log) {
		store.subscribe(options.log.state);
	}

	let leave: (code: number) => void = () => {};
	let fail: (error: unknown) => void = () => {};
	const left = new Promise<number>((resolve, reject) => {
		leave = resolve;
		fail = reject;
	});
	const runtime = createRuntime({
		store,
		clock: systemClock,
		connector: options.connector,
		actions,
		terminal,
		files: createFiles(process.cwd()),
		registry: registryOf(env, () => store.getState().demo),
		surroundings: surroundingsOf(env),
		machine: {
			slowLine: env.SSH_CONNECTION !== undefined || env.SSH_TTY !== undefined,
			load: () => os.loadavg()[0]! / cores,
		},
		quit: () => leave(0),
	});

	const compositor = createCompositor({ write: text => stdout.write(text) }, size(), palette);
	const screen = createScreen({
		compositor,
		subscribe: store.subscribe,
		layers: () => (composed ? [...screenParts(store.getState(), { glyphs, actions }), ...overlay()] : []),
	});
	/** Our own costs, above all else. */
	function overlay(): readonly Layer[] {
		if (!store.getState().debug) {
			return [];
		}
		const costs = costsOf({ compositor, screen, runtime });
		return [{ id: 'debug', z: 1000, ...debugView(costs, size().columns, glyphs) }];
	}
	onDeadlySignal(leave);
	// What is typed before Ink reads it must not be echoed; it waits in the terminal.
	if (stdin.isTTY) {
		stdin.setRawMode(true);
	}
	terminal.enter();
	screen.draw();
	runtime.start(options.target);

	let isResized = false;
	const onResize = () => {
		isResized = true;
		compositor.resize(size());
		runtime.resize(size());
		screen.draw();
	};
	stdout.on('resize', onResize);
	// A window that went back to its size before it was looked at has no new one, but what it shows was cut meanwhile.
	const onWindowChange = () => {
		if (!isResized) {
			compositor.forget();
			screen.draw();
		}
		isResized = false;
	};
	process.on('SIGWINCH', onWindowChange);
	// The terminal went away: there is nobody left to tell. Its modes cannot be set any more, which stdin calls an error.
	const onGone = () => leave(129);
	stdin.on('end', onGone);
	stdin.on('error', onGone);
	stdout.on('error', onGone);
	process.on('uncaughtException', error => fail(error));
	process.on('unhandledRejection', error => fail(error));

	// Ink takes as long to load as all the rest: the first rows go before it.
	await Promise.race([firstRows(store), left]).catch(() => {});
	keepYoung();
	screen.draw();
	const collectSoon = createIdleCollector();
	const { mount } = await import('../ui/mount.js');
	keyboard.start(runtime.focus);
	const ink = mount({
		runtime,
		glyphs,
		palette,
		compositor: composed ? compositor : undefined,
		stdin: keyboard.keys,
		stdout,
		onInput(input, key) {
			collectSoon();
			screen.hurry();
			for (const name of keyNames(input, key)) {
				options.log?.key(name, store.getState());
				runtime.key(name);
			}
		},
		onPaste(text) {
			screen.hurry();
			runtime.paste(text);
		},
		onReady(suspend) {
			const occupant: Occupant = {
				suspend: work =>
					suspend(async () => {
						compositor.pause();
						try {
							await work();
						} finally {
							compositor.resize(size());
							runtime.resize(size());
							compositor.resume();
							screen.draw();
						}
					}),
				redraw() {
					compositor.forget();
					screen.draw();
				},
			};
			terminal.occupy(occupant, () => runtime.warn(cannotSuspend));
		},
	});
	warnOf([...options.warnings, ...problems], runtime.warn);

	const outcome = await Promise.race([left, ink.exited]).catch((error: unknown) => ({ error }));
	const last = store.getState();
	// Ink draws a last frame when it goes, after the screen was given back: it must not be painted.
	compositor.pause();
	screen.stop();
	runtime.stop();
	stdout.off('resize', onResize);
	process.off('SIGWINCH', onWindowChange);
	ink.unmount();
	keyboard.stop();
	terminal.restore();
	if (typeof outcome === 'number') {
		return outcome;
	}
	await reportCrash(outcome.error, last, version, process.stderr);
	return 1;
}

/** Longer than this nobody waits to press a key. Milliseconds. */
const patience = 250;

/** Resolves when the containers are known, when it is known that there is no engine, or when it takes too long. */
function firstRows(store: Store): Promise<void> {
	const known = ({ connection, lists }: State) =>
		lists.containers.status !== 'loading' || connection.status === 'lost' || connection.status === 'reconnecting';
	return new Promise(resolve => {
		const done = () => {
			clearTimeout(timer);
			unsubscribe();
			resolve();
		};
		const timer = setTimeout(done, patience);
		const unsubscribe = store.subscribe(state => known(state) && done());
	});
}

/** The action table with the user's keys; what is wrong with them is told and left out, it does not stop the start. */
function keyed({ keys, keyPlaces }: Settings): { actions: readonly Action[]; problems: readonly string[] } {
	const { actions, problems } = withKeys(actionTable, keys);
	return { actions, problems: problems.map(({ id, message }) => `${keyPlaces[id] ?? 'keys'}: ${message}`) };
}

/** Says what is wrong with the config file, the first last: one message shows at a time. */
function warnOf(warnings: readonly string[], warn: (text: string) => void): void {
	const count = warnings.length;
	const texts = warnings.map((text, index) => (count === 1 ? text : `(${index + 1} of ${count}) ${text}`));
	for (const text of texts.reverse()) {
		warn(text);
	}
}
