const endMarker = Buffer.from('\x1b[201~');
/** Bytes of a paste that are kept; the rest is dropped. */
const maxPasteBytes = 16 * 1024 * 1024;

/** Collects a bracketed paste up to its end marker, whose bytes may come in several chunks. */
export class PasteReader {
	#chunks: Buffer[] = [];
	#length = 0;
	/** The end of the last chunk that may be the start of the marker. */
	#tail = Buffer.alloc(0);

	get isEmpty(): boolean {
		return this.#length + this.#tail.length === 0;
	}

	/** Takes bytes; returns how many belong to the paste with its marker, and whether the marker was found. */
	push(bytes: Buffer): { taken: number; isComplete: boolean } {
		const all = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes;
		const end = all.indexOf(endMarker);
		if (end >= 0) {
			this.#keep(all.subarray(0, end));
			const taken = end + endMarker.length - this.#tail.length;
			this.#tail = Buffer.alloc(0);
			return { taken, isComplete: true };
		}
		const tail = tailLength(all);
		this.#keep(all.subarray(0, all.length - tail));
		this.#tail = Buffer.from(all.subarray(all.length - tail));
		return { taken: bytes.length, isComplete: false };
	}

	/** Returns the text up to now, on request with a possible start of a marker, and begins a new paste. */
	take({ withTail }: { withTail: boolean }): string {
		if (withTail) {
			this.#keep(this.#tail);
		}
		const text = Buffer.concat(this.#chunks).toString('utf8');
		this.#chunks = [];
		this.#length = 0;
		this.#tail = Buffer.alloc(0);
		return text;
	}

	#keep(bytes: Buffer): void {
		const kept = bytes.subarray(0, Math.max(0, maxPasteBytes - this.#length));
		if (kept.length > 0) {
			this.#chunks.push(Buffer.from(kept));
		}
		this.#length += kept.length;
	}
}

/** Counts the bytes at the end that may be the start of the marker. */
function tailLength(bytes: Buffer): number {
	for (let length = Math.min(endMarker.length - 1, bytes.length); length > 0; length--) {
		if (bytes.subarray(bytes.length - length).equals(endMarker.subarray(0, length))) {
			return length;
		}
	}
	return 0;
}
