import os from 'node:os';
import path from 'node:path';
import type { RegistryCredentials, TerminalRoom } from '../../source/actions/action.js';
import type { Files } from '../../source/actions/files.js';
import { withKeys, withPreset } from '../../source/actions/keymap.js';
import { actionTable } from '../../source/actions/table/table.js';
import { surroundingsOf } from '../../source/cli/engine/docker-settings.js';
import type { PresetName } from '../../source/domain/text/key-preset.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { loadCredentials } from '../../source/engine/docker/registry/credentials.js';
import type { Engine, Session } from '../../source/engine/engine.js';
import { type Clock, systemClock } from '../../source/runtime/clock.js';
import type { Connector } from '../../source/runtime/connection/connector.js';
import { createFiles } from '../../source/runtime/files.js';
import { createRuntime, type Runtime } from '../../source/runtime/runtime.js';
import { createAppStore } from '../../source/runtime/store.js';
import { initialState } from '../../source/state/initial-state.js';
import type { State } from '../../source/state/state.js';
import { waitLimit } from './limits/limits.js';
import { createDrawnScreen } from './screen/drawn-screen.js';

/** A credential store without entries. */
const noCredentials = path.join(os.tmpdir(), `plimsoll-nobody-${process.pid}`);

export type Dashboard = {
	readonly runtime: Runtime;
	/** Presses keys by name, one after the other, and waits until no work is pending. */
	press(...keys: string[]): Promise<void>;
	/** Types text, key by key. */
	type(text: string): Promise<void>;
	paste(text: string): Promise<void>;
	/** The rows of the screen, as plain text. */
	screen(): string[];
	text(): string;
	state(): State;
	/** Resolves when the state matches; rejects with the screen at the limit of this machine. */
	until(wanted: (state: State) => boolean): Promise<void>;
	/** Resolves when the screen shows a text. */
	untilText(wanted: string | RegExp): Promise<void>;
	/** Copied texts, newest last. */
	readonly copied: readonly string[];
	/** Sessions that got the terminal. */
	readonly attached: readonly Session[];
	readonly left: () => boolean;
	close(): void;
};

/**
 * The whole app without a terminal: the runtime on an engine (the demo engine by default), driven by keys, its screen as
 * text.
 */
export async function openDashboard(
	options: {
		engine?: Engine;
		connector?: Connector;
		/** By default the machine's time. */
		clock?: Clock;
		columns?: number;
		rows?: number;
		readOnly?: boolean;
		cwd?: string;
		/** The folder whose project is looked for; by default none. */
		startFolder?: string;
		env?: Record<string, string | undefined>;
		/** Time limit of a credential helper. Milliseconds. */
		helperTimeout?: number;
		files?: Partial<Files>;
		/** Default: the value from `env`. */
		registry?: RegistryCredentials;
		terminal?: Partial<TerminalRoom>;
		preferences?: Partial<State['preferences']>;
		keyPreset?: PresetName;
	} = {},
): Promise<Dashboard> {
	const size = { columns: options.columns ?? 120, rows: options.rows ?? 40 };
	const engine = options.engine ?? createDemoEngine({ latency: 0 });
	const readOnly = options.readOnly ?? false;
	const connector: Connector = options.connector ?? {
		open: async () => ({ engine, attempts: [], readOnly }),
		contexts: async () => [],
	};
	const env = options.env ?? { DOCKER_CONFIG: noCredentials };
	const actions = withKeys(withPreset(actionTable, options.keyPreset)).actions;
	const store = createAppStore(
		initialState({
			endpoint: engine.endpoint,
			readOnly,
			size,
			now: (options.clock ?? systemClock).wallTime(),
			monotonicNow: (options.clock ?? systemClock).now(),
			preferences: options.preferences,
			startFolder: options.startFolder,
			startProject: options.startFolder === undefined ? undefined : 'folder',
		}),
	);
	const copied: string[] = [];
	const attached: Session[] = [];
	let left = false;
	const runtime = createRuntime({
		store,
		clock: options.clock ?? systemClock,
		connector,
		actions,
		terminal: {
			hold: () => ({ isTooMuch: false, commit() {}, end: () => 0 }),
			async attach(session) {
				attached.push(session);
				session.close();
				return { kind: 'ended', code: 0 };
			},
			copy: text => copied.push(text) > 0,
			run: async () => 0,
			open: async () => false,
			suspend: async () => true,
			redraw() {},
			size: () => size,
			...options.terminal,
		},
		files: { ...createFiles(options.cwd ?? process.cwd()), ...options.files },
		registry: options.registry ?? loadCredentials(env, { timeoutMs: options.helperTimeout }),
		surroundings: surroundingsOf(env),
		quit: () => {
			left = true;
		},
	});
	const drawn = createDrawnScreen(actions, store.getState());
	const screen = () => [...drawn.rows(store.getState())];
	const until = (wanted: (state: State) => boolean) =>
		new Promise<void>((resolve, reject) => {
			if (wanted(store.getState())) {
				return resolve();
			}
			const done = (outcome: () => void) => {
				clearTimeout(timer);
				unsubscribe();
				outcome();
			};
			const timer = setTimeout(
				() => done(() => reject(new Error(`not reached; the screen is\n${screen().join('\n')}`))),
				waitLimit(),
			);
			const unsubscribe = store.subscribe(state => {
				if (wanted(state)) {
					done(resolve);
				}
			});
		});
	runtime.start('default');
	await runtime.idle();
	return {
		runtime,
		async press(...keys) {
			for (const key of keys) {
				runtime.key(key);
				await runtime.idle();
			}
		},
		async type(text) {
			for (const character of text) {
				runtime.key(character === ' ' ? 'space' : character);
			}
			await runtime.idle();
		},
		async paste(text) {
			runtime.paste(text);
			await runtime.idle();
		},
		screen,
		text: () => screen().join('\n'),
		state: store.getState,
		until,
		untilText: wanted =>
			until(() => {
				const text = screen().join('\n');
				return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
			}),
		copied,
		attached,
		left: () => left,
		close: () => runtime.stop(),
	};
}
