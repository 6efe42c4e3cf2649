/** Returns the number of bytes that follow a character's first byte, and the range of the second. Source: Unicode, table 3-7. */
function shapeOf(first: number): { more: number; low: number; high: number } | undefined {
	if (first >= 0xc2 && first <= 0xdf) {
		return { more: 1, low: 0x80, high: 0xbf };
	}
	if (first === 0xe0) {
		return { more: 2, low: 0xa0, high: 0xbf };
	}
	if (first === 0xed) {
		return { more: 2, low: 0x80, high: 0x9f };
	}
	if (first >= 0xe1 && first <= 0xef) {
		return { more: 2, low: 0x80, high: 0xbf };
	}
	if (first === 0xf0) {
		return { more: 3, low: 0x90, high: 0xbf };
	}
	if (first >= 0xf1 && first <= 0xf3) {
		return { more: 3, low: 0x80, high: 0xbf };
	}
	if (first === 0xf4) {
		return { more: 3, low: 0x80, high: 0x8f };
	}
	return undefined;
}

/** Puts the bytes of one character together; overlong forms and surrogates are no characters. */
export class Utf8Reader {
	#bytes: number[] = [];
	#more = 0;
	#low = 0x80;
	#high = 0xbf;

	/** True within a character. */
	get isOpen(): boolean {
		return this.#more > 0;
	}

	/** Begins a character; returns false if no character begins with this byte. */
	begin(byte: number): boolean {
		const shape = shapeOf(byte);
		this.reset();
		if (!shape) {
			return false;
		}
		this.#bytes = [byte];
		this.#more = shape.more;
		this.#low = shape.low;
		this.#high = shape.high;
		return true;
	}

	/** Takes the next byte. Returns the complete character, `more`, or `invalid` if the byte is not part of the character. */
	push(byte: number): { character: string } | 'more' | 'invalid' {
		if (byte < this.#low || byte > this.#high) {
			this.reset();
			return 'invalid';
		}
		this.#bytes.push(byte);
		this.#low = 0x80;
		this.#high = 0xbf;
		this.#more--;
		if (this.#more > 0) {
			return 'more';
		}
		const character = Buffer.from(this.#bytes).toString('utf8');
		this.#bytes = [];
		return { character };
	}

	reset(): void {
		this.#bytes = [];
		this.#more = 0;
	}
}
