import type { Continuation } from './control-sequence.js';
import { CoordinateReader } from './coordinate-reader.js';
import { isOneKey, isRestOf } from './late-rest.js';
import { PasteReader } from './paste-reader.js';
import { SequenceReader } from './sequence-reader.js';
import { BEL, backslash, ESC, introducers, ST, type State, waitOf, waitsMs } from './states.js';
import { StringReader } from './string-reader.js';
import { key, type Token } from './token.js';
import { Utf8Reader } from './utf8-reader.js';

/**
 * Turns the bytes of a terminal into tokens: a state machine, linear in the input, which keeps no more than one paste and one
 * short sequence. The tokens do not depend on how the bytes are cut into chunks. If something stays incomplete for `waitMs`,
 * the caller calls `expire`.
 */
export class Tokenizer {
	#state: State = 'ground';
	#tokens: Token[] = [];
	#sequence = new SequenceReader();
	#coordinates = new CoordinateReader();
	#paste = new PasteReader();
	#character = new Utf8Reader();
	#content = new StringReader();
	/** The sequence began with an 8-bit control character: it is never a key. */
	#isEightBit = false;
	/** A paste has stopped: its text was returned, and its end marker may still come. */
	#isStalled = false;
	/** The state of a sequence that was given up, but whose rest may still come. */
	#resumable: State | undefined;
	/** The sequence is one that was given up, and its rest has come: a mouse report does nothing so late. */
	#isLate = false;

	/** Milliseconds to wait for more input before `expire`; undefined when nothing is incomplete. */
	get waitMs(): number | undefined {
		if (this.#state === 'ground') {
			return this.#character.isOpen ? waitsMs.sequence : this.#resumable && waitsMs.rest;
		}
		const isOver = this.#state === 'paste' && this.#isStalled && this.#paste.isEmpty;
		return isOver ? waitsMs.stalledPaste : waitOf(this.#state);
	}

	/** True within a sequence, a paste or a character. */
	get isPartial(): boolean {
		return this.#state !== 'ground' || this.#character.isOpen;
	}

	/** Takes the next bytes; returns the tokens that they complete. */
	push(bytes: Uint8Array): readonly Token[] {
		const chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		this.#resume(chunk);
		for (let index = 0; index < chunk.length; ) {
			if (this.#state === 'paste') {
				index += this.#readPaste(chunk.subarray(index));
			} else {
				this.#byte(chunk[index++]!);
			}
		}
		return this.#take();
	}

	/** Called after `waitMs` without input: an ESC becomes the Esc key, any other incomplete sequence is dropped. */
	expire(): readonly Token[] {
		const state = this.#state;
		this.#character.reset();
		if (state === 'paste') {
			this.#expirePaste();
		} else {
			if (state === 'escape' || state === 'escape-slash') {
				this.#tokens.push(key(state === 'escape' ? '\x1b' : '\x1b/'));
			}
			this.#state = 'ground';
			if (state === 'csi') {
				this.#apply(this.#sequence.give());
			}
			this.#resumable = state === 'ground' || state === 'escape-slash' ? undefined : state;
		}
		return this.#take();
	}

	#take(): readonly Token[] {
		const tokens = this.#tokens;
		this.#tokens = [];
		return tokens;
	}

	/** Decides, after a pause within a sequence, whether a chunk is its rest or a key. */
	#resume(chunk: Buffer): void {
		const resumable = this.#resumable;
		if (chunk.length === 0) {
			return;
		}
		this.#resumable = undefined;
		if (resumable !== undefined && isRestOf(resumable, chunk)) {
			this.#state = resumable;
			this.#isLate = true;
		}
		if (this.#isStalled && isOneKey(chunk)) {
			this.#endPaste();
		}
	}

	#byte(byte: number): void {
		switch (this.#state) {
			case 'escape':
				this.#escape(byte);
				break;
			case 'escape-slash':
				this.#escapeSlash(byte);
				break;
			case 'csi':
			case 'ss3':
				this.#sequenceByte(byte);
				break;
			case 'osc':
			case 'string':
				this.#string(byte);
				break;
			case 'string-escape':
				this.#stringEscape(byte);
				break;
			case 'coordinates':
				this.#coordinate(byte);
				break;
			default:
				this.#ground(byte);
		}
	}

	#ground(byte: number): void {
		const read = this.#character.isOpen ? this.#character.push(byte) : 'invalid';
		if (read === 'more') {
			return;
		}
		if (read !== 'invalid') {
			this.#text(read.character);
		} else if (byte === ESC) {
			this.#state = 'escape';
			this.#isLate = false;
		} else if (byte >= 0x80) {
			if (!this.#character.begin(byte)) {
				this.#introduce(byte, true);
			}
		} else if (byte !== 0) {
			this.#tokens.push(key(String.fromCharCode(byte)));
		}
	}

	/** Takes a character of several bytes. A control character in UTF-8 means the same as its byte 0x80–0x9f alone. */
	#text(character: string): void {
		const code = character.charCodeAt(0);
		if (code < 0xa0) {
			this.#introduce(code, true);
		} else {
			this.#tokens.push(key(character));
		}
	}

	/** Enters the state that a control character introduces; returns false if it introduces none. */
	#introduce(code: number, isEightBit: boolean): boolean {
		const state = introducers.get(code);
		if (!state) {
			return false;
		}
		this.#state = state;
		this.#isEightBit = isEightBit;
		if (state === 'csi' || state === 'ss3') {
			this.#sequence.begin(state);
		} else {
			this.#content.begin();
		}
		return true;
	}

	#introduceAfterEscape(byte: number): boolean {
		return byte >= 0x40 && byte < 0x60 && this.#introduce(byte + 0x40, false);
	}

	#escape(byte: number): void {
		this.#state = 'ground';
		if (byte === ESC) {
			this.#tokens.push(key('\x1b'));
			this.#state = 'escape';
		} else if (byte === 0x2f) {
			this.#state = 'escape-slash';
		} else if (byte === 0 || byte >= 0x80) {
			this.#tokens.push(key('\x1b'));
			this.#ground(byte);
		}
		// A backslash here ends a string that was given up before.
		else if (!this.#introduceAfterEscape(byte) && byte !== backslash) {
			this.#tokens.push(key(`\x1b${String.fromCharCode(byte)}`));
		}
	}

	#escapeSlash(byte: number): void {
		this.#state = 'ground';
		if (byte === 0x5a) {
			return;
		}
		this.#tokens.push(key('\x1b/'));
		this.#ground(byte);
	}

	#sequenceByte(byte: number): void {
		const step = this.#sequence.push(byte);
		if (step === 'more') {
			return;
		}
		this.#state = 'ground';
		this.#apply(step.read);
		if (step.isOver) {
			this.#ground(byte);
		}
	}

	#apply(read: Token | Continuation | undefined): void {
		if (read === undefined || (read === 'paste' && this.#isEightBit)) {
			return;
		}
		if (read === 'paste') {
			this.#state = 'paste';
		} else if ('coordinates' in read) {
			this.#state = 'coordinates';
			this.#coordinates.begin(read.coordinates);
		} else if (read.kind === 'mouse' && (this.#isEightBit || this.#isLate)) {
			this.#tokens.push({ kind: 'mouse' });
		} else if (!this.#isEightBit || read.kind !== 'key') {
			this.#tokens.push(read);
		}
	}

	#string(byte: number): void {
		if (this.#content.continues(byte)) {
			return;
		}
		if (byte === ESC) {
			this.#state = 'string-escape';
		} else if (byte === ST || (byte === BEL && this.#state === 'osc')) {
			this.#endString();
		} else {
			this.#content.add(byte);
		}
	}

	/** An ESC ends a string: with a backslash behind it, or as the start of the next sequence. Anything else is no key. */
	#stringEscape(byte: number): void {
		this.#state = 'string-escape';
		if (byte === backslash) {
			this.#endString();
		} else if (byte !== ESC && !this.#introduceAfterEscape(byte)) {
			this.#state = 'string';
		}
	}

	#endString(): void {
		this.#state = 'ground';
		this.#tokens.push(this.#content.answer());
	}

	#coordinate(byte: number): void {
		const read = this.#coordinates.push(byte);
		if (read === 'more') {
			return;
		}
		this.#state = 'ground';
		this.#tokens.push({ kind: 'mouse' });
		if (read === 'over') {
			this.#ground(byte);
		}
	}

	#readPaste(bytes: Buffer): number {
		const { taken, isComplete } = this.#paste.push(bytes);
		if (isComplete) {
			const text = this.#paste.take({ withTail: false });
			if (text !== '') {
				this.#tokens.push({ kind: 'paste', text });
			}
			this.#endPaste();
		}
		return taken;
	}

	#expirePaste(): void {
		const text = this.#paste.take({ withTail: true });
		if (text !== '') {
			this.#tokens.push({ kind: 'paste', text });
		} else if (this.#isStalled) {
			this.#endPaste();
		}
		this.#isStalled = this.#state === 'paste';
	}

	#endPaste(): void {
		this.#isStalled = false;
		this.#paste.take({ withTail: false });
		this.#state = 'ground';
	}
}
