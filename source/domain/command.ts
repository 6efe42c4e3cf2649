/** A shell would reject the command line. `position` is the index of the character that is wrong, from 0. */
export class ShellWordsError extends Error {
	override readonly name = 'ShellWordsError';
	constructor(
		message: string,
		readonly position: number,
	) {
		super(message);
	}
}

/** Writes a command for a POSIX shell. Only words that need quotes are quoted. */
export function quote(argv: readonly string[]): string {
	return argv.map(quoteWord).join(' ');
}

function quoteWord(word: string): string {
	if (/^[A-Za-z0-9_@%+=:,./-]+$/.test(word)) {
		return word;
	}
	return `'${word.replaceAll("'", "'\\''")}'`;
}

/** A run of characters without special meaning. */
const plain = /[^\s'"\\]+/y;

/**
 * Splits a command line as a POSIX shell does: single and double quotes, backslashes, lines continued with `\`. Nothing is
 * expanded: `$HOME` and `*` stay as they are. Throws `ShellWordsError`.
 */
export function splitShellWords(text: string): string[] {
	const words: string[] = [];
	let word: string | undefined;
	let index = 0;
	while (index < text.length) {
		plain.lastIndex = index;
		const run = plain.exec(text)?.[0];
		if (run !== undefined) {
			word = (word ?? '') + run;
			index += run.length;
			continue;
		}
		const character = text[index]!;
		if (character === "'") {
			const end = text.indexOf("'", index + 1);
			if (end === -1) {
				throw new ShellWordsError('unclosed single quote', index);
			}
			word = (word ?? '') + text.slice(index + 1, end);
			index = end + 1;
		} else if (character === '"') {
			const quoted = readDoubleQuoted(text, index);
			word = (word ?? '') + quoted.text;
			index = quoted.end;
		} else if (character === '\\') {
			if (index + 1 === text.length) {
				throw new ShellWordsError('backslash at the end', index);
			}
			const length = lineEndLength(text, index + 1);
			if (length === 0) {
				word = (word ?? '') + text[index + 1]!;
			}
			index += 1 + (length || 1);
		} else {
			if (word !== undefined) {
				words.push(word);
			}
			word = undefined;
			index++;
		}
	}
	if (word !== undefined) {
		words.push(word);
	}
	return words;
}

function readDoubleQuoted(text: string, start: number): { readonly text: string; readonly end: number } {
	let result = '';
	let index = start + 1;
	while (index < text.length) {
		const character = text[index]!;
		if (character === '"') {
			return { text: result, end: index + 1 };
		}
		if (character !== '\\') {
			result += character;
			index++;
			continue;
		}
		const next = text[index + 1] ?? '';
		const length = lineEndLength(text, index + 1);
		// Within double quotes a backslash quotes only these four characters (POSIX shell 2.2.3).
		if (length === 0) {
			result += '$`"\\'.includes(next) ? next : `\\${next}`;
		}
		index += 1 + (length || 1);
	}
	throw new ShellWordsError('unclosed double quote', start);
}

function lineEndLength(text: string, index: number): number {
	if (text.startsWith('\r\n', index)) {
		return 2;
	}
	return text[index] === '\n' ? 1 : 0;
}
