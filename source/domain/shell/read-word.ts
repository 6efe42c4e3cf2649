import { type Part, ShellSyntaxError, type Word } from './syntax.js';

type Read = { readonly parts: readonly Part[]; readonly end: number };

/** Characters that end a word outside quotes. */
const wordEnd = /[\s;&|<>()]/;

/** Reads the word at `start`; `end` is the index after it. Throws ShellSyntaxError for an unclosed quote or bracket. */
export function readWord(text: string, start: number): { readonly word: Word; readonly end: number } {
	const parts: Part[] = [];
	let at = start;
	while (at < text.length && !wordEnd.test(text[at]!)) {
		const read = readPiece(text, at);
		parts.push(...read.parts);
		at = read.end;
	}
	return { word: joined(parts), end: at };
}

/** Length of the line end at `at`; 0 when there is none. */
export function lineEndLength(text: string, at: number): number {
	if (text.startsWith('\r\n', at)) {
		return 2;
	}
	return text[at] === '\n' ? 1 : 0;
}

function readPiece(text: string, at: number): Read {
	switch (text[at]) {
		case "'":
			return singleQuoted(text, at);
		case '"':
			return doubleQuoted(text, at);
		case '\\':
			return escaped(text, at);
		case '$':
			return dollar(text, at, false);
		case '`':
			return backticks(text, at, false);
		default:
			return { parts: [{ kind: 'text', text: text[at]!, quoted: false }], end: at + 1 };
	}
}

function singleQuoted(text: string, at: number): Read {
	const end = text.indexOf("'", at + 1);
	if (end < 0) {
		throw new ShellSyntaxError('unclosed single quote', at);
	}
	return { parts: [literal(text.slice(at + 1, end))], end: end + 1 };
}

/** A backslash quotes the next character. Before a line end, both are removed. At the end of the text it stays for the caller. */
function escaped(text: string, at: number): Read {
	const length = lineEndLength(text, at + 1);
	if (length > 0) {
		return { parts: [], end: at + 1 + length };
	}
	return { parts: [literal(text.slice(at + 1, at + 2))], end: Math.min(text.length, at + 2) };
}

function doubleQuoted(text: string, start: number): Read {
	const parts: Part[] = [literal('')];
	let at = start + 1;
	while (at < text.length) {
		const character = text[at]!;
		if (character === '"') {
			return { parts, end: at + 1 };
		}
		const read = inDoubleQuotes(text, at);
		parts.push(...read.parts);
		at = read.end;
	}
	throw new ShellSyntaxError('unclosed double quote', start);
}

function inDoubleQuotes(text: string, at: number): Read {
	const character = text[at]!;
	if (character === '$') {
		return dollar(text, at, true);
	}
	if (character === '`') {
		return backticks(text, at, true);
	}
	if (character !== '\\') {
		return { parts: [literal(character)], end: at + 1 };
	}
	const length = lineEndLength(text, at + 1);
	if (length > 0) {
		return { parts: [], end: at + 1 + length };
	}
	const next = text[at + 1] ?? '';
	// Within double quotes a backslash quotes only these four characters (POSIX 2.2.3).
	return { parts: [literal('$`"\\'.includes(next) ? next : `\\${next}`)], end: at + 2 };
}

function backticks(text: string, start: number, quoted: boolean): Read {
	let at = start + 1;
	while (at < text.length && text[at] !== '`') {
		at += text[at] === '\\' ? 2 : 1;
	}
	if (at >= text.length) {
		throw new ShellSyntaxError('unclosed backtick', start);
	}
	const command = text.slice(start + 1, at).replace(/\\([$`\\])/g, '$1');
	return { parts: [{ kind: 'command', source: text.slice(start, at + 1), command, quoted }], end: at + 1 };
}

function dollar(text: string, at: number, quoted: boolean): Read {
	const next = text[at + 1] ?? '';
	if (next === '(') {
		return substitution(text, at, quoted);
	}
	if (next === '{') {
		return braced(text, at, quoted);
	}
	if (next === "'" && !quoted) {
		return ansiQuoted(text, at);
	}
	if (next === '"' && !quoted) {
		return doubleQuoted(text, at + 1);
	}
	const name = /^[A-Za-z_]\w*/.exec(text.slice(at + 1, at + 257))?.[0];
	if (name !== undefined) {
		const source = `$${name}`;
		return {
			parts: [{ kind: 'parameter', source, name, operator: '', word: [], quoted }],
			end: at + source.length,
		};
	}
	if (/[\d?$#@*!-]/.test(next)) {
		return { parts: [{ kind: 'other', source: `$${next}`, quoted }], end: at + 2 };
	}
	return { parts: [{ kind: 'text', text: '$', quoted }], end: at + 1 };
}

function substitution(text: string, at: number, quoted: boolean): Read {
	const end = closing(text, at + 1, '(', ')');
	const source = text.slice(at, end);
	const part: Part = source.startsWith('$((')
		? { kind: 'other', source, quoted }
		: { kind: 'command', source, command: source.slice(2, -1).trim(), quoted };
	return { parts: [part], end };
}

function braced(text: string, at: number, quoted: boolean): Read {
	const end = closing(text, at + 1, '{', '}');
	const source = text.slice(at, end);
	const [, name, operator = '', rest = ''] = /^([A-Za-z_]\w*)(:?[-=+?])?([\s\S]*)$/.exec(source.slice(2, -1)) ?? [];
	if (name === undefined || (operator === '' && rest !== '')) {
		return { parts: [{ kind: 'other', source, quoted }], end };
	}
	return { parts: [{ kind: 'parameter', source, name, operator, word: insideBraces(rest, quoted), quoted }], end };
}

/** Reads `word` of `${NAME:-word}`; blanks do not end it. */
function insideBraces(text: string, quoted: boolean): readonly Part[] {
	const parts: Part[] = [];
	let at = 0;
	while (at < text.length) {
		const blank = !quoted && wordEnd.test(text[at]!);
		const read: Read = blank
			? { parts: [{ kind: 'text', text: text[at]!, quoted: false }], end: at + 1 }
			: quoted && text[at] !== '"'
				? inDoubleQuotes(text, at)
				: readPiece(text, at);
		parts.push(...read.parts);
		at = read.end;
	}
	return joined(parts);
}

/** Returns the position after the bracket that closes the one at `start`; skips quotes and backslashes. */
function closing(text: string, start: number, open: string, close: string): number {
	let depth = 0;
	for (let at = start; at < text.length; at++) {
		const character = text[at]!;
		if (character === '\\') {
			at++;
		} else if (character === "'" || character === '"') {
			at = (character === "'" ? singleQuoted(text, at) : doubleQuoted(text, at)).end - 1;
		} else if (character === open) {
			depth++;
		} else if (character === close) {
			depth--;
			if (depth === 0) {
				return at + 1;
			}
		}
	}
	throw new ShellSyntaxError(`unclosed $${open}`, start);
}

const escapes: Readonly<Record<string, string>> = {
	...{ a: '\x07', b: '\b', e: '\x1b', E: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
	...{ '\\': '\\', "'": "'", '"': '"', '?': '?' },
};

/** `$'…'`. Source: bash manual, "ANSI-C Quoting". */
function ansiQuoted(text: string, start: number): Read {
	let end = start + 2;
	while (end < text.length && text[end] !== "'") {
		end += text[end] === '\\' ? 2 : 1;
	}
	if (end >= text.length) {
		throw new ShellSyntaxError('unclosed single quote', start);
	}
	const value = text
		.slice(start + 2, end)
		.replace(
			/\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|([0-7]{1,3})|c([\s\S])|([\s\S]))/g,
			(whole, hex, short, long, octal, control, letter) => {
				const code = hex ?? short ?? long;
				if (code !== undefined) {
					return codePoint(Number.parseInt(code, 16));
				}
				if (octal !== undefined) {
					return codePoint(Number.parseInt(octal, 8) & 0xff);
				}
				if (control !== undefined) {
					return codePoint(control.charCodeAt(0) & 0x1f);
				}
				return escapes[letter] ?? whole;
			},
		);
	return { parts: [literal(value)], end: end + 1 };
}

const codePoint = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '');

const literal = (text: string): Part => ({ kind: 'text', text, quoted: true });

/** Joins consecutive texts that are both quoted or both unquoted. */
function joined(parts: readonly Part[]): Word {
	const result: Part[] = [];
	for (const part of parts) {
		const last = result.at(-1);
		if (part.kind === 'text' && last?.kind === 'text' && last.quoted === part.quoted) {
			result[result.length - 1] = { ...last, text: last.text + part.text };
		} else {
			result.push(part);
		}
	}
	return result;
}
