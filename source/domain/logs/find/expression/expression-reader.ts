import { digits, inverse, spaces, type UnitSet, wordUnits } from './code-units.js';

/** The reason why a text is no expression that can be used. Its message stands beside the text. */
export class ExpressionError extends Error {}

export const notLinear = 'look-around and back-references are not supported';

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f', v: '\v', 0: '\0' };
const sets: Readonly<Record<string, UnitSet>> = {
	d: digits,
	D: inverse(digits),
	w: wordUnits,
	W: inverse(wordUnits),
	s: spaces,
	S: inverse(spaces),
};

/** Reads the code units of an expression, as JavaScript does without flags. */
export class ExpressionReader {
	readonly #text: string;
	#at = 0;

	constructor(text: string) {
		this.#text = text;
	}

	/** The next code unit; undefined at the end. */
	get next(): string | undefined {
		return this.#text[this.#at];
	}

	/** The next code units, at most `length` of them. */
	rest(length: number): string {
		return this.#text.slice(this.#at, this.#at + length);
	}

	skip(count: number): void {
		this.#at += count;
	}

	/** Reads a character if it is the next one. */
	takes(character: string): boolean {
		const isNext = this.next === character;
		this.#at += isNext ? 1 : 0;
		return isNext;
	}

	/** Reads the letter of `\d` and the like, of which the backslash was read. */
	setEscape(): UnitSet | undefined {
		const set = Object.hasOwn(sets, this.next ?? '') ? sets[this.next!] : undefined;
		this.#at += set === undefined ? 0 : 1;
		return set;
	}

	/**
	 * Reads the character for which an escape stands, of which the backslash was read.
	 *
	 * @throws ExpressionError
	 */
	escaped(): string {
		const code = /^(?:x([\dA-Fa-f]{2})|u([\dA-Fa-f]{4}))/.exec(this.rest(5));
		if (code !== null) {
			this.#at += code[0].length;
			return String.fromCharCode(Number.parseInt(code[1] ?? code[2]!, 16));
		}
		const character = this.next;
		if (character === undefined) {
			throw new ExpressionError('\\ has nothing behind it');
		}
		if (Object.hasOwn(escapes, character)) {
			this.#at++;
			return escapes[character]!;
		}
		if (/[A-Za-z\d]/.test(character)) {
			throw new ExpressionError(/[1-9k]/.test(character) ? notLinear : `\\${character} is not known`);
		}
		this.#at++;
		return character;
	}
}
