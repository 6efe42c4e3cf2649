import type { Size } from '../../engine.js';
import type { ContainerRecord, ImageRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { Files } from './files.js';
import { Input } from './input.js';
import { LineEditor } from './line-editor.js';
import { runArguments } from './run.js';
import type { ShellProcess, Stream } from './shell-process.js';

type ProcessOptions = {
	readonly command: readonly string[];
	readonly tty: boolean;
	readonly user: string;
	readonly workdir: string;
	readonly env: readonly string[];
	readonly size?: Size;
	readonly write: (stream: Stream, text: string) => void;
};

/** A simulated process in a container: a shell, a script, or one of the shell's commands. */
export class Process implements ShellProcess {
	readonly files: Files;
	readonly input = new Input();
	readonly env: Map<string, string>;
	readonly tty: boolean;
	readonly user: string;
	/** Resolves to the exit code when the process ends. */
	readonly exit: Promise<number>;
	cwd: string;
	size: Size;
	lastExit = 0;
	/** Signal name → the command that `trap` set for it. */
	readonly traps = new Map<string, string>();
	/** Ctrl-C aborts it, which interrupts the command in the foreground. */
	foreground = new AbortController();
	readonly #death = new AbortController();
	readonly #editor: LineEditor | undefined;

	readonly #options: ProcessOptions;
	constructor(
		readonly world: World,
		readonly container: ContainerRecord,
		readonly image: ImageRecord | undefined,
		options: ProcessOptions,
	) {
		this.#options = options;
		this.files = new Files(container, image);
		this.tty = options.tty;
		this.user = options.user || 'root';
		this.cwd = options.workdir || '/';
		this.size = options.size ?? { columns: 80, rows: 24 };
		this.env = new Map(options.env.map(entry => [entry.split('=')[0] ?? '', entry.slice(entry.indexOf('=') + 1)]));
		this.env.set('HOSTNAME', container.config.Hostname || container.id.slice(0, 12));
		if (options.tty && !this.env.has('TERM')) {
			this.env.set('TERM', 'xterm');
		}
		this.env.set('HOME', this.user === 'root' ? '/root' : '/');
		this.#editor = options.tty ? new LineEditor(this) : undefined;
		this.exit = runArguments(this, options.command).then(code => (this.killed ? 137 : code));
	}

	get killed(): boolean {
		return this.#death.signal.aborted;
	}

	/** Prints text. A terminal has only one stream and needs carriage returns. */
	print(text: string, stream: Stream = 'stdout'): void {
		if (this.killed || text === '') {
			return;
		}
		this.#options.write(this.tty ? 'stdout' : stream, this.tty ? text.replaceAll('\n', '\r\n') : text);
	}

	/** Passes on input that the user types or pipes. */
	type(text: string): void {
		if (this.#editor) {
			this.#editor.type(text);
		} else {
			this.input.push(text);
		}
	}

	/** Interrupts the foreground command, as Ctrl-C does. */
	interrupt(): void {
		this.input.clear();
		this.foreground.abort();
		this.foreground = new AbortController();
	}

	/** Ends the process at once. */
	kill(): void {
		this.#death.abort();
		this.foreground.abort();
		this.input.end();
	}

	async sleep(milliseconds: number): Promise<void> {
		if (!this.killed) {
			await this.world.clock.sleep(milliseconds, this.foreground.signal);
		}
	}
}
