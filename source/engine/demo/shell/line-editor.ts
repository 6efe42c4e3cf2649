import type { ShellProcess } from './shell-process.js';

/** Line discipline of a terminal: echo, erase, interrupt, end of file. */
export class LineEditor {
	#line = '';
	#escape = false;
	readonly #process: ShellProcess;
	constructor(process: ShellProcess) {
		this.#process = process;
	}

	type(text: string): void {
		for (const char of text) {
			this.#key(char);
		}
	}

	#key(char: string): void {
		const process = this.#process;
		if (this.#escape) {
			// Skip escape sequences such as arrow keys: they end with a letter or `~`, and there is no history.
			this.#escape = !/[A-Za-z~]/.test(char);
		} else if (char === '\x1b') {
			this.#escape = true;
		} else if (char === '\r' || char === '\n') {
			process.print('\n');
			process.input.push(`${this.#line}\n`);
			this.#line = '';
		} else if (char === '\x7f' || char === '\b') {
			if (this.#line === '') {
				return;
			}
			this.#line = [...this.#line].slice(0, -1).join('');
			process.print('\b \b');
		} else if (char === '\x03') {
			this.#line = '';
			process.print('^C\n');
			process.interrupt();
		} else if (char === '\x04') {
			if (this.#line === '') {
				process.input.endOfFile();
			}
		} else if (char === '\x15') {
			process.print('\b \b'.repeat([...this.#line].length));
			this.#line = '';
		} else if (char === '\x0c') {
			process.print(`\x1b[H\x1b[2J${prompt(process)}${this.#line}`);
		} else if (char >= ' ') {
			this.#line += char;
			process.print(char);
		}
	}
}

/** The prompt `/app # `, with `$` for users other than root. */
export function prompt({ cwd, user }: ShellProcess): string {
	return `${cwd} ${user === 'root' || user === '0' ? '#' : '$'} `;
}
