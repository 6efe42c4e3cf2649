import { ESC } from './states.js';
import { Utf8Reader } from './utf8-reader.js';

/**
 * Counts the characters behind an old mouse report (`ESC [ M`). A character is one byte, but in mode 1005 two bytes if it is
 * above 95. Where both are possible the longer reading is taken: it may swallow a key, but the shorter may invent one.
 */
export class CoordinateReader {
	#left = 0;
	#character = new Utf8Reader();

	begin(count: number): void {
		this.#left = count;
		this.#character.reset();
	}

	/** Returns `over` if the report ended before this byte. */
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
