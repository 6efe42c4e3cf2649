import type { Typed } from './token.js';

/** Above this number of bytes nothing is kept for a session: half a command is worse than none. */
const maxBytes = 1024 * 1024;

/** Keys and pastes that are kept for a session that is being opened. */
export class HeldInput {
	#chunks: Buffer[] = [];
	#bytes = 0;
	#typed = 0;
	#isCommitted = false;
	readonly #onCancel: () => void;

	/** @param onCancel Called on Esc or Ctrl-c before `commit`. */
	constructor(onCancel: () => void) {
		this.#onCancel = onCancel;
	}

	/** Keeps a key or a paste, or cancels. */
	add(token: Typed): void {
		if (!this.#isCommitted && isCancelKey(token)) {
			this.#onCancel();
			return;
		}
		const bytes = bytesOf(token);
		this.#bytes += bytes.length;
		this.#typed += token.kind === 'key' ? 1 : token.text.length;
		if (this.isTooMuch) {
			this.#chunks = [];
		} else {
			this.#chunks.push(bytes);
		}
	}

	/** From now on Esc and Ctrl-c are kept like other keys. */
	commit(): void {
		this.#isCommitted = true;
	}

	/** Characters typed or pasted so far, also those that were too many to keep. */
	get typed(): number {
		return this.#typed;
	}

	get isTooMuch(): boolean {
		return this.#bytes > maxBytes;
	}

	get chunks(): readonly Buffer[] {
		return this.#chunks;
	}
}

export const bytesOf = (token: Typed): Buffer => Buffer.from(token.kind === 'key' ? token.bytes : token.text, 'utf8');

/** Esc and Ctrl-c, also together with Alt. */
const isCancelKey = (token: Typed): boolean =>
	token.kind === 'key' && (token.bytes === '\x1b' || token.bytes.endsWith('\x03'));
