import { EventEmitter } from 'node:events';
import type { ReadStream } from 'node:tty';
import { characters } from '../domain/text/cell-width.js';
import type { Token } from './input/token.js';

/** Keys that wait, from which on no more is read, and below which it is again. */
const maxWaiting = 4096;
const fewWaiting = 512;

/** Code points that are looked at for one character as a person sees it. */
const maxCharacter = 32;

/**
 * A terminal's input for Ink (8.0, `components/App.js`) that gives out one key or paste at a time, each in a read of its own,
 * and turns the event loop between two: what a key has done decides who gets the next one.
 */
export class KeyStream extends EventEmitter {
	readonly isTTY: boolean;
	#queue: Token[] = [];
	#first = 0;
	#isOffered = false;
	#isTurning = false;

	constructor(private readonly terminal: ReadStream) {
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

	/** Adds what was typed or pasted. */
	put(token: Token): void {
		this.#queue.push(token);
		if (this.#queue.length - this.#first === maxWaiting) {
			this.terminal.pause();
		}
		if (!this.#isTurning) {
			this.#offer();
		}
	}

	/** Takes back what nobody has read yet. */
	takeBack(): readonly Token[] {
		const rest = this.#queue.slice(this.#first);
		this.#queue = [];
		this.#first = 0;
		if (this.terminal.isPaused()) {
			this.terminal.resume();
		}
		return rest;
	}

	/** What Ink calls on `readable`, until it gives null. */
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
		if (token.kind !== 'key') {
			return null;
		}
		// Alone, an ESC would wait in Ink for the rest of a sequence: this is the Esc key in kitty's protocol.
		return token.bytes === '\x1b' ? '\x1b[27u' : token.bytes + this.#restOfCharacter(token.bytes);
	}

	/** The further code points that belong to the same character, such as an accent. */
	#restOfCharacter(start: string): string {
		const ahead: string[] = [];
		for (let index = this.#first; index < this.#first + maxCharacter; index++) {
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
		if (this.#queue.length - this.#first < fewWaiting && this.terminal.isPaused()) {
			this.terminal.resume();
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

	/** Not off for a session: in between, Ctrl-c would be a signal. The terminal's owner switches it off. */
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
