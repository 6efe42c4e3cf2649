/**
 * A JSON parser that keeps the offsets of each part, to change one part and leave every other byte. The text is a file's
 * bytes as `latin1` characters: bytes that are not ASCII, or not even UTF-8, stay as they are.
 */

export type JsonObject = { readonly start: number; readonly end: number; readonly members: readonly JsonMember[] };
export type JsonMember = {
	readonly key: string;
	/** The offset of the key's first quote. */
	readonly start: number;
	readonly value: JsonValue;
};
/** Only objects have members; a key may appear twice. */
export type JsonValue = Omit<JsonObject, 'members'> & { readonly members?: readonly JsonMember[] };

/** An error with the position in the text, but without the text itself, which may be a secret. */
class JsonProblem extends Error {
	constructor(text: string, at: number, why: string) {
		const lines = text.slice(0, at).split('\n');
		const column = Buffer.from(lines.at(-1) ?? '', 'latin1').toString('utf8').length + 1;
		super(`not JSON: line ${lines.length}, column ${column}: ${why}`);
	}
}

/** A byte order mark in `latin1`. */
const mark = '\xef\xbb\xbf';
const maxDepth = 500;

const blank = /[ \t\r\n]*/y;
const string = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** The value of a quoted string. */
const decoded = (text: string): string => JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as string;

/** Decodes the text as UTF-8 and drops a byte order mark, for `JSON.parse`. */
export const withoutMark = (text: string): string =>
	Buffer.from(text.startsWith(mark) ? text.slice(mark.length) : text, 'latin1').toString('utf8');

/** Parses a text; a byte order mark is allowed. Throws an Error with line, column and reason. */
export function readJson(text: string): JsonValue {
	const reader = new Reader(text);
	const value = reader.value(0);
	reader.end();
	return value;
}

class Reader {
	readonly #text: string;
	#at: number;

	constructor(text: string) {
		this.#text = text;
		this.#at = text.startsWith(mark) ? mark.length : 0;
		this.#skip(blank);
	}

	value(depth: number): JsonValue {
		if (depth > maxDepth) {
			this.#fail('nested too deeply');
		}
		const start = this.#at;
		const first = this.#text[start];
		if (first === '{') {
			return { start, members: this.#list('}', () => this.#member(depth)), end: this.#at };
		}
		if (first === '[') {
			this.#list(']', () => this.value(depth + 1));
		} else if (first === '"') {
			this.#string();
		} else if (!this.#skip(scalar)) {
			this.#fail(first === undefined ? 'the text ends too early' : 'a value is expected');
		}
		return { start, end: this.#at };
	}

	end(): void {
		this.#skip(blank);
		if (this.#at < this.#text.length) {
			this.#fail('there is text after the end');
		}
	}

	#member(depth: number): JsonMember {
		const start = this.#at;
		if (this.#text[start] !== '"') {
			this.#fail('a name in double quotes is expected');
		}
		const key = decoded(this.#string());
		this.#skip(blank);
		if (this.#text[this.#at] !== ':') {
			this.#fail('a colon is expected');
		}
		this.#at++;
		this.#skip(blank);
		return { key, start, value: this.value(depth + 1) };
	}

	/** Reads the items up to `close`, and `close` itself. */
	#list<T>(close: '}' | ']', item: () => T): T[] {
		const items: T[] = [];
		this.#at++;
		this.#skip(blank);
		while (this.#text[this.#at] !== close || items.length > 0) {
			items.push(item());
			this.#skip(blank);
			const next = this.#text[this.#at];
			if (next === close) {
				break;
			}
			if (next !== ',') {
				this.#fail(`a comma or ${close} is expected`);
			}
			this.#at++;
			this.#skip(blank);
		}
		this.#at++;
		return items;
	}

	#string(): string {
		const start = this.#at;
		if (!this.#skip(string)) {
			this.#fail('a string has no end or an invalid character');
		}
		return this.#text.slice(start, this.#at);
	}

	/** Skips a match at the current offset. Returns true if there was one. */
	#skip(pattern: RegExp): boolean {
		pattern.lastIndex = this.#at;
		const match = pattern.exec(this.#text);
		if (match) {
			this.#at = pattern.lastIndex;
		}
		return match !== null;
	}

	#fail(why: string): never {
		throw new JsonProblem(this.#text, this.#at, why);
	}
}
