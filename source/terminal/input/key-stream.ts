import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { characters } from '../../domain/text/cell-width.js';
import type { MouseEvent, Token } from './token.js';

/** The terminal is paused when this many keys wait, and resumed when fewer than `resumeBelow` wait. */
const pauseAt = 4096;
const resumeBelow = 512;

/** A user-perceived character has at most this many code points here. */
const maxCodePoints = 32;

/**
 * A terminal's input for Ink (8.0, `components/App.js`). Ink gets one key or paste for each read, and the event loop turns
 * between two reads: the effect of a key decides where the next key goes.
 */
export class KeyStream extends EventEmitter {
	readonly isTTY: boolean;
	#queue: Token[] = [];
	#first = 0;
	#isOffered = false;
	#isTurning = false;
	/** True while too many keys wait. The terminal may also be paused by others, for a program that has it. */
	#hasPaused = false;

	/** @param onMouse Called for each mouse event in its place among the keys. */
	constructor(
		private readonly terminal: ReadStream,
		private readonly onMouse: (event: MouseEvent) => void,
	) {
		super();
		this.isTTY = terminal.isTTY;
		this.on('newListener', event => {
			if (event === 'readable') {
				this.#turn();
			}
		});
	}

	get isRaw(): boolean {
		return this.terminal.isRaw;
	}

	/** Adds a key, a paste or a mouse event. */
	put(token: Token): void {
		this.#queue.push(token);
		if (this.#queue.length - this.#first === pauseAt) {
			this.#hasPaused = true;
			this.terminal.pause();
		}
		if (!this.#isTurning) {
			this.#offer();
		}
	}

	/** Takes back the keys that Ink has not read yet. */
	takeBack(): readonly Token[] {
		const rest = this.#queue.slice(this.#first);
		this.#queue = [];
		this.#first = 0;
		this.#resume();
		return rest;
	}

	#resume(): void {
		if (this.#hasPaused) {
			this.#hasPaused = false;
			this.terminal.resume();
		}
	}

	/** Ink calls this on `readable`, until it returns null. */
	read(): string | null {
		if (!this.#isOffered) {
			return null;
		}
		this.#isOffered = false;
		const token = this.#queue[this.#first];
		if (token === undefined) {
			return null;
		}
		this.#first++;
		if (token.kind === 'paste') {
			return `\x1b[200~${token.text}\x1b[201~`;
		}
		if (token.kind === 'mouse' && token.event) {
			this.onMouse(token.event);
		}
		if (token.kind !== 'key') {
			return null;
		}
		// Alone, an ESC would wait in Ink for the rest of a sequence: this is the Esc key in kitty's protocol.
		return token.bytes === '\x1b' ? '\x1b[27u' : token.bytes + this.#restOfCharacter(token.bytes);
	}

	/** The further code points that belong to the same character, such as an accent. */
	#restOfCharacter(start: string): string {
		const ahead: string[] = [];
		for (let index = this.#first; index < this.#first + maxCodePoints; index++) {
			const next = this.#queue[index];
			if (next?.kind !== 'key' || next.bytes.charCodeAt(0) < 0x80) {
				break;
			}
			ahead.push(next.bytes);
		}
		if (ahead.length === 0 || start.charCodeAt(0) < 0x20) {
			return '';
		}
		const [whole = start] = characters(start + ahead.join(''));
		let rest = '';
		while (start.length + rest.length < whole.length) {
			rest += ahead.shift() ?? '';
			this.#first++;
		}
		return rest;
	}

	#offer(): void {
		if (this.#first === this.#queue.length) {
			this.takeBack();
			return;
		}
		if (this.listenerCount('readable') === 0) {
			return;
		}
		if (this.#queue.length - this.#first < resumeBelow) {
			this.#resume();
		}
		this.#isOffered = true;
		this.emit('readable');
		this.#isOffered = false;
		this.#turn();
	}

	#turn(): void {
		if (this.#isTurning) {
			return;
		}
		this.#isTurning = true;
		setImmediate(() => {
			this.#isTurning = false;
			this.#offer();
		});
	}

	setEncoding(): this {
		return this;
	}

	/** Ignores Ink's request to leave raw mode for a session, as Ctrl-c would be a signal until the session sets it again. */
	setRawMode(isRaw: boolean): this {
		if (isRaw) {
			this.terminal.setRawMode(true);
		}
		return this;
	}

	ref(): this {
		this.terminal.ref();
		return this;
	}

	unref(): this {
		this.terminal.unref();
		return this;
	}
}
