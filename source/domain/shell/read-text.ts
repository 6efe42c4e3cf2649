import { continuedPromptAt, promptAt } from './prompt.js';
import { lineEndLength, readWord } from './read-word.js';
import { type ShellCommand, ShellSyntaxError, type ShellText, type Word } from './syntax.js';

/** Longest first. `(` and `)` only separate commands: groups are not evaluated. */
const operators = ['&&', '||', ';;', '|&', ';', '|', '&', '(', ')'];
/** An optional file descriptor, the operator, and `&1`. `&>` has no descriptor. */
const redirection = /^(?:\d*(?:<<<|<<-?|<&|>&|<>|>>|>\||[<>])|&>>?)/;

/**
 * Splits a text into commands and words as a POSIX shell does, without expansion. Removes prompts, comments, continued lines
 * and redirections and lists them. With `rootPrompts`, `# docker …` is a prompt and a command, else a comment.
 * Throws ShellSyntaxError.
 */
export function readShellText(text: string, { rootPrompts }: { readonly rootPrompts: boolean }): ShellText {
	return new Reader(text, rootPrompts).read();
}

class Reader {
	readonly #text: string;
	readonly #rootPrompts: boolean;
	readonly #commands: ShellCommand[] = [];
	readonly #comments: string[] = [];
	readonly #prompts: string[] = [];
	#words: Word[] = [];
	#redirections: string[] = [];
	/** Start and end of the command's source. */
	#from = 0;
	#to = 0;
	#at = 0;

	constructor(text: string, rootPrompts: boolean) {
		this.#text = text;
		this.#rootPrompts = rootPrompts;
	}

	read(): ShellText {
		this.#prompt();
		while (this.#at < this.#text.length) {
			this.#step();
		}
		this.#end('');
		return { commands: this.#commands, comments: this.#comments, prompts: this.#prompts };
	}

	#step(): void {
		const text = this.#text;
		const character = text[this.#at]!;
		const lineEnd = lineEndLength(text, this.#at) || (character === '\r' ? 1 : 0);
		if (lineEnd > 0) {
			this.#end('');
			this.#at += lineEnd;
			this.#prompt();
		} else if (/\s/.test(character)) {
			this.#at++;
		} else if (this.#continues()) {
			this.#continue();
		} else if (character === '#') {
			this.#comment();
		} else if (!this.#redirection() && !this.#operator()) {
			this.#word();
		}
	}

	#prompt(): void {
		const blank = /^[ \t]*/.exec(this.#text.slice(this.#at, this.#at + 64))?.[0].length ?? 0;
		const line = this.#text.slice(this.#at + blank, this.#at + blank + 256);
		const prompt = promptAt(line, this.#rootPrompts);
		if (prompt !== '') {
			this.#prompts.push(prompt.trim());
		}
		this.#at += blank + prompt.length;
	}

	/** Returns true at a backslash before a line end or at the end of the text. */
	#continues(): boolean {
		const text = this.#text;
		return (
			text[this.#at] === '\\' &&
			(lineEndLength(text, this.#at + 1) > 0 || /^\\[ \t\r\n]*$/.test(text.slice(this.#at, this.#at + 64)))
		);
	}

	/** Skips the end of a continued line; at the end of the text it skips only the backslash. */
	#continue(): void {
		const length = lineEndLength(this.#text, this.#at + 1);
		if (length === 0) {
			this.#at = this.#text.length;
			return;
		}
		this.#at += 1 + length;
		const prompt = continuedPromptAt(this.#text.slice(this.#at, this.#at + 64));
		if (prompt !== '') {
			this.#prompts.push(prompt.trim());
			this.#at += prompt.length;
		}
	}

	#comment(): void {
		const end = /[\r\n]|$/.exec(this.#text.slice(this.#at))?.index ?? 0;
		this.#comments.push(this.#text.slice(this.#at, this.#at + end).trimEnd());
		this.#at += end;
	}

	#redirection(): boolean {
		const found = redirection.exec(this.#text.slice(this.#at, this.#at + 16))?.[0];
		// `<(…)` is a word, not a redirection.
		if (found === undefined || this.#text.startsWith('(', this.#at + found.length)) {
			return false;
		}
		const from = this.#at;
		this.#begin();
		this.#at += found.length;
		while (/[ \t]/.test(this.#text[this.#at] ?? '')) {
			this.#at++;
		}
		const isCopy = /&$/.test(found) && /[\d-]/.test(this.#text[this.#at] ?? '');
		const { end } = isCopy ? { end: this.#at + 1 } : readWord(this.#text, this.#at);
		this.#at = end;
		this.#to = end;
		this.#redirections.push(this.#text.slice(from, end).trim());
		return true;
	}

	#operator(): boolean {
		const found = operators.find(operator => this.#text.startsWith(operator, this.#at));
		if (found === undefined) {
			return false;
		}
		this.#at += found.length;
		this.#end(found);
		return true;
	}

	#word(): void {
		this.#begin();
		const { word, end } = readWord(this.#text, this.#at);
		if (end === this.#at) {
			throw new ShellSyntaxError(`unexpected ${this.#text[end]}`, end);
		}
		this.#at = end;
		this.#to = end;
		this.#words.push(word);
	}

	#begin(): void {
		if (this.#words.length === 0 && this.#redirections.length === 0) {
			this.#from = this.#at;
		}
	}

	#end(operator: string): void {
		if (this.#words.length > 0 || this.#redirections.length > 0) {
			const source = this.#text.slice(this.#from, this.#to);
			this.#commands.push({ words: this.#words, redirections: this.#redirections, operator, source });
		}
		this.#words = [];
		this.#redirections = [];
	}
}
