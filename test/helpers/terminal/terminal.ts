import { setTimeout as delay } from 'node:timers/promises';
import xterm, { type Terminal as Emulator } from '@xterm/headless';
import { slownessNow } from '../limits/limits.js';
import { type Cell, cellAt, screenOf } from './cell.js';
import { keyBytes } from './keys.js';
import { type Modes, watchModes } from './modes.js';
import { spawnPty } from './pty.js';
import { answerColours, type Theme, watchReports } from './reports.js';
import { Waiters } from './waiters.js';
import { watchFrames } from './whole-frames.js';

export type TerminalOptions = {
	command: string;
	args?: readonly string[];
	columns?: number;
	rows?: number;
	/** Added to the fixed environment: nothing is inherited but PATH. */
	env?: Readonly<Record<string, string>>;
	cwd?: string;
	/** Answer colour queries with these `#rrggbb`; without it they stay unanswered. */
	theme?: Theme;
};

export type Exit = { code: number; signal: number };
export type Terminal = Awaited<ReturnType<typeof openTerminal>>;

/** Longer than the ~20 ms that programs wait after ESC to tell the key from the start of a sequence, on an idle machine. */
const afterEscapeMs = 50;

const open = new Set<{ close(): Promise<void> }>();

/** For `afterEach`: ends the programs of all terminals that are still open. */
export async function closeTerminals(): Promise<void> {
	await Promise.all([...open].map(terminal => terminal.close()));
}

/** Runs a program in a pseudoterminal with an emulator behind it, which a test drives like a user. */
export function openTerminal(options: TerminalOptions) {
	const { columns = 80, rows = 24 } = options;
	const emulator = new xterm.Terminal({
		cols: columns,
		rows,
		allowProposedApi: true,
		scrollback: 1000,
		logLevel: 'off',
	});
	const pty = spawnPty(options.command, options.args ?? [], {
		columns,
		rows,
		cwd: options.cwd ?? process.cwd(),
		env: { ...fixedEnvironment(), ...options.env },
	});
	const modes = watchModes(emulator);
	const reports = watchReports(emulator);
	const waiters = new Waiters();
	const frames = watchFrames(
		() => exit === undefined && modes().synchronizedUpdate,
		() => waiters.check(),
	);
	const listeners = new Set<(chunk: Buffer, at: number) => void>();
	let bytes = 0;
	let exit: Exit | undefined;
	let typing: Promise<void> = Promise.resolve();
	const send = (data: string | Buffer) => {
		if (exit === undefined) {
			pty.write(data);
		}
	};
	emulator.onData(send);
	if (options.theme) {
		answerColours(emulator, options.theme, send);
	}
	pty.onData(chunk => {
		bytes += chunk.length;
		const at = performance.now();
		emulator.write(chunk, () => {
			for (const listener of listeners) {
				listener(chunk, at);
			}
			frames.afterOutput();
		});
	});
	const exited = new Promise<Exit>(resolve => {
		pty.onExit(ended => {
			exit = ended;
			emulator.write('', () => {
				frames.end();
				open.delete(terminal);
				waiters.end(`the program has exited with ${ended.signal ? `signal ${ended.signal}` : ended.code}`);
				resolve(ended);
			});
		});
	});

	const terminal = {
		pid: pty.pid,
		/** Resolves when the program has ended and all its output is on the screen. */
		exited,
		/** The emulator, for checks without a helper here. */
		emulator,
		/**
		 * Presses keys one after the other (`'j'`, `'enter'`, `'esc'`, `'ctrl-c'`, …); resolves when all are sent. A moment
		 * passes after `esc`, as it does at a keyboard.
		 */
		press(...keys: string[]): Promise<void> {
			typing = typing.then(async () => {
				for (const key of keys) {
					const sent = keyBytes(key, emulator.modes.applicationCursorKeysMode);
					send(sent);
					if (sent === '\x1b') {
						await delay(afterEscapeMs * slownessNow());
					}
				}
			});
			return typing;
		},
		/** Types text in one go, as a slow line delivers fast typing. */
		type(text: string): Promise<void> {
			typing = typing.then(() => send(text));
			return typing;
		},
		/** Sends bytes as they are, as a terminal sends its answers. */
		send(bytes: Buffer): Promise<void> {
			typing = typing.then(() => send(bytes));
			return typing;
		},
		/** Pastes as a terminal does: bracketed when the program asked for it, newlines as carriage returns. */
		paste(text: string): Promise<void> {
			typing = typing.then(() => {
				const data = text.replace(/\r?\n/g, '\r');
				send(emulator.modes.bracketedPasteMode ? `\x1b[200~${data}\x1b[201~` : data);
			});
			return typing;
		},
		resize(newColumns: number, newRows: number): void {
			emulator.resize(newColumns, newRows);
			pty.resize(newColumns, newRows);
		},
		screen: (): string[] => screenOf(emulator),
		cell: (x: number, y: number): Cell => cellAt(emulator, x, y),
		get cursor(): { x: number; y: number } {
			return { x: emulator.buffer.active.cursorX, y: emulator.buffer.active.cursorY };
		},
		/** The modes that the program has set so far; after `exited`, the modes that it did not reset. */
		get modes(): Modes {
			return modes();
		},
		get title(): string {
			return reports.title;
		},
		/** The text that was last put on the clipboard with OSC 52. */
		get clipboard(): string | undefined {
			return reports.clipboard;
		},
		/** Bytes that the program has written up to now. */
		get bytes(): number {
			return bytes;
		},
		/**
		 * Calls back after each chunk of output that the emulator has taken in, with the moment (`performance.now()`) at which
		 * it came; returns how to stop.
		 */
		onOutput(listener: (chunk: Buffer, at: number) => void): () => void {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		/** Resolves once a whole frame has the text, matches, or the predicate holds; the error shows the screen. */
		until(wanted: string | RegExp | ((screen: string[]) => boolean)): Promise<void> {
			const holds = () => {
				if (frames.isHalf) {
					return false;
				}
				const screen = screenOf(emulator);
				if (typeof wanted === 'function') {
					return wanted(screen);
				}
				const text = screen.join('\n');
				return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
			};
			return waiters.wait(holds, why => `Waiting for ${wanted}: ${why}. The screen:\n${picture(emulator)}`);
		},
		/** Sends a signal to the program. */
		kill(signal: NodeJS.Signals = 'SIGTERM'): void {
			if (exit === undefined) {
				pty.kill(signal);
			}
		},
		/** Takes the terminal away, as a dropped SSH connection does. */
		hangUp(): void {
			pty.destroy();
		},
		/** Ends the program if it still runs. */
		async close(): Promise<void> {
			terminal.kill('SIGKILL');
			pty.destroy();
			await exited;
		},
	};
	open.add(terminal);
	return terminal;
}

function fixedEnvironment(): Record<string, string> {
	return {
		PATH: process.env.PATH ?? '/usr/bin:/bin',
		// A folder that nobody can create, so that no file of the user or of another test is read or written.
		HOME: '/dev/null/home',
		SHELL: '/bin/sh',
		TERM: 'xterm-256color',
		COLORTERM: 'truecolor',
		LANG: 'C.UTF-8',
		TZ: 'UTC',
	};
}

function picture(emulator: Emulator): string {
	return screenOf(emulator).join('\n').trimEnd();
}
