import { wordsOf } from '../../actions/failure.js';
import type { EngineEvent } from '../../domain/nouns/events.js';
import type { Engine } from '../../engine/engine.js';
import { isAbort } from '../../engine/errors.js';
import type { Clock } from '../clock.js';
import { openScope, type Scope } from '../concurrency/scope.js';
import { type Batch, createBatch } from '../streams/batch.js';
import { ReceivedEvents } from './received-events.js';

/** Events reach the store together, at most this often. */
const batchMs = 50;

/** Follows the engine's events until their stream ends; `reopen` opens it again after a stall. */
export class EventStream {
	readonly #engine: Engine;
	readonly #signal: AbortSignal;
	readonly received = new ReceivedEvents();
	readonly #batch: Batch<EngineEvent>;
	#current: Scope | undefined;
	/** The next stream begins here, in Unix seconds of the engine. */
	#since: number | undefined;

	constructor(options: {
		engine: Engine;
		clock: Clock;
		signal: AbortSignal;
		onEvents(events: readonly EngineEvent[]): void;
	}) {
		this.#engine = options.engine;
		this.#signal = options.signal;
		this.#batch = createBatch(options.clock, batchMs, options.onEvents);
	}

	/**
	 * Follows the events; calls `ready` with the engine's time when the engine has taken a subscription. Resolves to why
	 * they ended, to `undefined` when the signal aborted.
	 */
	async follow(ready: (engineTime: number | undefined) => void): Promise<string | undefined> {
		try {
			for (;;) {
				const scope = openScope(this.#signal);
				this.#current = scope;
				const reason = await this.#read(scope.signal, ready);
				const isReopened = scope.signal.aborted;
				scope.end();
				if (this.#signal.aborted) {
					return undefined;
				}
				if (!isReopened) {
					return reason;
				}
			}
		} finally {
			if (!this.#signal.aborted) {
				this.#batch.flush();
			}
			this.#batch.stop();
		}
	}

	/** Adds the events that the stream missed, and opens it again from `since` on (Unix seconds of the engine). */
	reopen(missed: readonly EngineEvent[], since: number): void {
		this.#batch.add(missed.filter(event => this.received.add(event)));
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
				const isNew = this.received.add(event);
				// Only a stream that begins in the past repeats events.
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
