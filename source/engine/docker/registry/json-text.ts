/**
 * A JSON text read by its places, so that a part of it can be changed and every other byte stays. The text is a file's
 * bytes as characters (`latin1`): what is not ASCII, or not even UTF-8, is carried along untouched.
 */

export type JsonObject = { readonly start: number; readonly end: number; readonly members: readonly JsonMember[] };
export type JsonMember = {
	readonly key: string;
	/** Of the key's first quote. */
	readonly start: number;
	readonly value: JsonValue;
};
/** Members are known of objects only; a key may stand there twice. */
export type JsonValue = Omit<JsonObject, 'members'> & { readonly members?: readonly JsonMember[] };

/** Why a text is not JSON, with its place and without a word of it: it may be a secret. */
export class JsonProblem extends Error {
	constructor(text: string, at: number, why: string) {
		const lines = text.slice(0, at).split('\n');
		const column = Buffer.from(lines.at(-1) ?? '', 'latin1').toString('utf8').length + 1;
		super(`not JSON: line ${lines.length}, column ${column}: ${why}`);
	}
}

/** A byte order mark, as `latin1` shows it. */
const mark = '\xef\xbb\xbf';
/** Deeper than this nothing is read. */
const deepest = 500;

const blank = /[ \t\r\n]*/y;
const string = /"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const scalar = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** What a string stands for, its quotes and escapes taken away. */
export const decoded = (text: string): string => JSON.parse(Buffer.from(text, 'latin1').toString('utf8')) as string;

/** The text as UTF-8 shows it, without a byte order mark: what a JSON parser takes. */
export const withoutMark = (text: string): string =>
	Buffer.from(text.startsWith(mark) ? text.slice(mark.length) : text, 'latin1').toString('utf8');

/** Reads the one value of a text, a byte order mark before it or not. Throws a `JsonProblem`. */
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
		if (depth > deepest) {
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
			this.#fail('the text goes on behind its end');
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

	/** Items between an opening character and `close`, the reader behind it afterwards. */
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
			this.#fail('a string that does not end, or holds what no string may');
		}
		return this.#text.slice(start, this.#at);
	}

	/** Goes behind what matches here; whether that was anything. */
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
