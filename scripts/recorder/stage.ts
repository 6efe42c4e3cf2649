import { EventEmitter } from 'node:events';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import xterm from '@xterm/headless';
import { withKeys } from '../../source/actions/keymap.js';
import { actionTable } from '../../source/actions/table/table.js';
import { createDrawing } from '../../source/cli/drawing.js';
import { registryOf, surroundingsOf } from '../../source/cli/engine/docker-settings.js';
import { startInk } from '../../source/cli/ink.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { loadExeca } from '../../source/processes/load-execa.js';
import { systemClock } from '../../source/runtime/clock.js';
import { createFiles } from '../../source/runtime/files.js';
import { createRuntime } from '../../source/runtime/runtime.js';
import { createAppStore } from '../../source/runtime/store.js';
import { initialState } from '../../source/state/initial-state.js';
import { Keyboard } from '../../source/terminal/keyboard.js';
import { createTerminal } from '../../source/terminal/terminal-room.js';
import { unicodeGlyphs } from '../../source/ui/glyphs.js';
import { createPalette } from '../../source/ui/theme.js';
import { cellAt, screenOf } from '../../test/helpers/terminal/cell.js';
import { keyBytes } from '../../test/helpers/terminal/keys.js';
import { watchModes } from '../../test/helpers/terminal/modes.js';
import { answerColours } from '../../test/helpers/terminal/reports.js';
import type { Player } from './perform.js';
import type { Screen } from './picture.js';
import type { TerminalTheme } from './themes.js';

/** One call of the demo engine takes this long, so that the steps of a build or an up can be read. */
const latencyMs = 40;

/** The folder that forms offer. */
const folder = '/home/ada/helloworld';

/** The whole environment. */
const env = { HOME: '/home/ada', DOCKER_CONFIG: '/nonexistent', TERM: 'xterm-256color', COLORTERM: 'truecolor' };

/** The dashboard on a screen. Its time is that of the process, which stepped-time.ts moves. */
export type Stage = Omit<Player, 'pass' | 'until'> & { readonly screen: Screen; text(): string };

/**
 * Runs the whole dashboard on the demo engine, in this process, with an emulated terminal. Nothing of the user's environment or
 * disk is on the screen.
 */
export async function openStage(options: {
	readonly columns: number;
	readonly rows: number;
	readonly theme: TerminalTheme;
}): Promise<Stage> {
	const { columns, rows, theme } = options;
	const emulator = new xterm.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		convertEol: true,
		logLevel: 'off',
	});
	const stdout = new Output(columns, rows, chunk => emulator.write(chunk));
	const stdin = createInput();
	emulator.onData(data => stdin.write(data));
	answerColours(emulator, theme, data => stdin.write(data));
	const modes = watchModes(emulator);
	// Loaded now, so that a shell opens without a wait for the disk.
	await loadExeca();
	await startDashboard({ stdin: asTty<ReadStream>(stdin), stdout: asTty<WriteStream>(stdout) });
	const press = async (key: string) => {
		stdin.write(keyBytes(key, emulator.modes.applicationCursorKeysMode));
	};
	return {
		screen: {
			emulator,
			cell: (x, y) => cellAt(emulator, x, y),
			get cursor() {
				return { x: emulator.buffer.active.cursorX, y: emulator.buffer.active.cursorY };
			},
			get modes() {
				return modes();
			},
		},
		text: () => screenOf(emulator).join('\n'),
		press,
		type: press,
		async paste(text) {
			stdin.write(`\x1b[200~${text.replace(/\r?\n/g, '\r')}\x1b[201~`);
		},
		resize(newColumns, newRows) {
			emulator.resize(newColumns, newRows);
			Object.assign(stdout, { columns: newColumns, rows: newRows });
			stdout.emit('resize');
		},
	};
}

/** The part of a terminal's output that the dashboard uses. */
class Output extends EventEmitter {
	readonly isTTY = true;
	columns: number;
	rows: number;
	readonly #show: (chunk: string | Uint8Array) => void;

	constructor(columns: number, rows: number, show: (chunk: string | Uint8Array) => void) {
		super();
		this.columns = columns;
		this.rows = rows;
		this.#show = show;
	}

	write(chunk: string | Uint8Array, ...rest: unknown[]): boolean {
		this.#show(chunk);
		const done = rest.at(-1);
		if (typeof done === 'function') {
			queueMicrotask(() => done());
		}
		return true;
	}
}

function createInput() {
	const input = Object.assign(new PassThrough(), {
		isTTY: true,
		isRaw: true,
		setRawMode: () => input,
		ref: () => input,
		unref: () => input,
	});
	return input;
}

/** Stands for a terminal's stream; the dashboard uses no other part of it. */
const asTty = <T>(stream: object): T => stream as unknown as T;

/** Puts the parts together as source/cli/dashboard.ts does for a real terminal. */
async function startDashboard({ stdin, stdout }: { stdin: ReadStream; stdout: WriteStream }): Promise<void> {
	const keyboard = new Keyboard({ stdin, stdout });
	const terminal = createTerminal({ stdin, stdout, keyboard, env, ascii: false });
	const { actions } = withKeys(actionTable);
	const store = createAppStore(
		initialState({
			endpoint: { url: 'demo://', origin: '' },
			demo: true,
			size: { columns: stdout.columns, rows: stdout.rows },
			now: systemClock.wallTime(),
			monotonicNow: systemClock.now(),
		}),
	);
	const runtime = createRuntime({
		store,
		clock: systemClock,
		connector: {
			open: async () => ({ engine: createDemoEngine({ latency: latencyMs }), attempts: [], readOnly: false }),
			contexts: async () => [],
		},
		actions,
		terminal,
		// The folder is as little on a disk as the fleet is on an engine.
		files: {
			...createFiles(folder),
			cwd: folder,
			resolve: text => path.posix.resolve(folder, text),
			stat: async text => (text.endsWith('Dockerfile') ? 'file' : 'folder'),
			complete: async () => [],
		},
		registry: registryOf(env, () => true),
		surroundings: surroundingsOf(env),
		quit() {},
	});
	const palette = createPalette({ env, isLight: false });
	const look = { glyphs: unicodeGlyphs, palette: () => palette };
	const drawing = createDrawing(runtime, look, stdout);
	terminal.enter();
	runtime.start('demo');
	drawing.followWindow();
	await startInk({ runtime, drawing, look, keyboard, terminal, stdout, log: undefined });
	drawing.screen.draw();
}
