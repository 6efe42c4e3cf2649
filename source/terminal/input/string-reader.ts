import type { Token } from './token.js';
import { Utf8Reader } from './utf8-reader.js';

/** No awaited answer is longer. */
const maxText = 64;

/** Reads the content of a string (OSC, DCS, APC, PM, SOS) byte by byte. It keeps only as much as an awaited answer has. */
export class StringReader {
	#character = new Utf8Reader();
	#text = '';

	begin(): void {
		this.#character.reset();
		this.#text = '';
	}

	/** Returns true if a byte continues a character: it does not end the string. */
	continues(byte: number): boolean {
		return this.#character.isOpen && this.#character.push(byte) !== 'invalid';
	}

	/** Takes the first byte of a character. */
	add(byte: number): void {
		this.#character.begin(byte);
		if (this.#text.length < maxText) {
			this.#text += String.fromCharCode(byte);
		}
	}

	/** The token of the string, which has ended. */
	answer(): Token {
		const isLight = isLightBackground(this.#text);
		return isLight === undefined ? { kind: 'answer', to: 'other' } : { kind: 'answer', to: 'background', isLight };
	}
}

/**
 * Reads the answer to OSC 11, `11;rgb:ffff/ffff/ffff` with one to four digits for each part; undefined for another text.
 * Sources: xterm's control sequences; XParseColor(3); the threshold is that of vim, term.c, `parse_osc`.
 */
function isLightBackground(text: string): boolean | undefined {
	const match = /^11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})(?:\/[\da-f]{1,4})?$/i.exec(text);
	if (match === null) {
		return undefined;
	}
	const [red = 0, green = 0, blue = 0] = match
		.slice(1, 4)
		.map(digits => Number.parseInt(digits, 16) / (16 ** digits.length - 1));
	return 0.299 * red + 0.587 * green + 0.114 * blue > 0.5;
}
