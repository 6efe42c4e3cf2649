import { Utf8Reader } from './utf8-reader.js';

const ESC = 0x1b;

/**
 * Counts the characters behind an old mouse report (`ESC [ M`). One byte is one of them; in mode 1005 those above 95 have two
 * bytes. Where both can be meant, the longer reading is taken: it may cost a key, the other would make one.
 */
export class CoordinateReader {
	#left = 0;
	#character = new Utf8Reader();

	begin(count: number): void {
		this.#left = count;
		this.#character.reset();
	}

	/** `over` when the report ended before this byte. */
	push(byte: number): 'more' | 'complete' | 'over' {
		const read = this.#character.isOpen ? this.#character.push(byte) : undefined;
		if (read === 'invalid') {
			this.#left--;
		}
		if (this.#left === 0 || byte === ESC) {
			return 'over';
		}
		if (typeof read !== 'object' && byte >= 0xc2 && byte <= 0xdf) {
			this.#character.begin(byte);
		} else {
			this.#left--;
		}
		return this.#left === 0 ? 'complete' : 'more';
	}
}
