import { wordsOf } from '../../actions/failure.js';
import type { EngineEvent } from '../../domain/nouns/events.js';
import type { Engine } from '../../engine/engine.js';
import { isAbort } from '../../engine/errors.js';
import type { Clock } from '../clock.js';
import { type Batch, createBatch } from '../streams/batch.js';
import { HeardEvents } from './heard-events.js';

/** Events reach the store together, at most this often. */
const batchMs = 50;

/** A signal of its own for one try of a stream; `end` aborts it. */
export type Scope = { readonly signal: AbortSignal; end(): void };

/** Follows the engine's events until they end, and opens them again when somebody finds that they have stalled. */
export class EventStream {
	readonly #engine: Engine;
	readonly #signal: AbortSignal;
	readonly #scope: () => Scope;
	readonly heard = new HeardEvents();
	readonly #batch: Batch<EngineEvent>;
	#current: Scope | undefined;
	/** Where the next try begins, in Unix seconds of the engine. */
	#since: number | undefined;

	constructor(options: {
		engine: Engine;
		clock: Clock;
		signal: AbortSignal;
		scope(): Scope;
		onEvents(events: readonly EngineEvent[]): void;
	}) {
		this.#engine = options.engine;
		this.#signal = options.signal;
		this.#scope = options.scope;
		this.#batch = createBatch(options.clock, batchMs, options.onEvents);
	}

	/**
	 * Follows the events; `ready` is called once the engine has taken the first subscription, with its time. Resolves to why
	 * they ended, to `undefined` when the signal aborted.
	 */
	async follow(ready: (engineTime: number | undefined) => void): Promise<string | undefined> {
		const stop = () => this.#current?.end();
		this.#signal.addEventListener('abort', stop, { once: true });
		try {
			for (;;) {
				const scope = this.#scope();
				this.#current = scope;
				const reason = await this.#read(scope.signal, ready);
				if (this.#signal.aborted) {
					return undefined;
				}
				if (!scope.signal.aborted) {
					return reason;
				}
			}
		} finally {
			this.#signal.removeEventListener('abort', stop);
			if (!this.#signal.aborted) {
				this.#batch.flush();
			}
			this.#batch.stop();
		}
	}

	/** Takes in the events that the stream missed, and opens it again from `since` on (Unix seconds of the engine). */
	reopen(missed: readonly EngineEvent[], since: number): void {
		this.#batch.add(missed.filter(event => this.heard.add(event)));
		this.#since = since;
		this.#current?.end();
	}

	async #read(signal: AbortSignal, ready: (engineTime: number | undefined) => void): Promise<string> {
		if (this.#signal.aborted) {
			return '';
		}
		const since = this.#since;
		try {
			for await (const event of this.#engine.system.events({ signal, since, ready })) {
				if (signal.aborted) {
					break;
				}
				const isNew = this.heard.add(event);
				// Only a stream that begins in the past repeats what came before.
				if (isNew || since === undefined) {
					this.#batch.add([event]);
				}
			}
			return 'the engine closed the connection';
		} catch (error) {
			return isAbort(error, signal) ? '' : wordsOf(error);
		}
	}
}
