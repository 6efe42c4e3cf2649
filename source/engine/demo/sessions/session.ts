import type { Session, Size } from '../../engine.js';
import { Queue } from '../world/queue.js';

type Output = { stream: 'stdout' | 'stderr'; data: Uint8Array };

type SessionHooks = {
	/** Called with the text that the user sends. */
	readonly write: (text: string) => void;
	/** Called when the user closes standard input. */
	readonly end: () => void;
	readonly resize: (size: Size) => void;
	readonly exitCode: () => number | undefined;
	/** The attached outputs; undefined for both. */
	readonly outputs?: readonly Output['stream'][] | undefined;
	/** Called when the connection is closed. */
	readonly close: () => void;
};

/** A connection to a simulated process, with raw bytes in both directions. */
export class DemoSession implements Session {
	readonly #queue = new Queue<Output>();
	readonly #encoder = new TextEncoder();
	readonly #decoder = new TextDecoder();
	#closed = false;
	readonly #onAbort = () => this.close();

	readonly #hooks: SessionHooks;
	readonly #signal: AbortSignal;
	constructor(hooks: SessionHooks, signal: AbortSignal) {
		this.#hooks = hooks;
		this.#signal = signal;
		signal.addEventListener('abort', this.#onAbort, { once: true });
	}

	get output(): AsyncIterable<Output> {
		return this.#queue;
	}

	/** Sends output of the process to the user. */
	send(stream: 'stdout' | 'stderr', text: string): void {
		if (this.#hooks.outputs?.includes(stream) === false) {
			return;
		}
		this.#queue.push({ stream, data: this.#encoder.encode(text) });
	}

	/** Ends the session after the process has ended. */
	finish(): void {
		this.#signal.removeEventListener('abort', this.#onAbort);
		this.#queue.close();
	}

	write(data: Uint8Array | string): void {
		if (!this.#closed) {
			this.#hooks.write(typeof data === 'string' ? data : this.#decoder.decode(data, { stream: true }));
		}
	}

	end(): void {
		if (!this.#closed) {
			this.#hooks.end();
		}
	}

	async resize(size: Size): Promise<void> {
		this.#hooks.resize(size);
	}

	async exitCode(): Promise<number | undefined> {
		return this.#hooks.exitCode();
	}

	close(): void {
		if (this.#closed) {
			return;
		}
		this.#closed = true;
		this.finish();
		this.#hooks.close();
	}
}
