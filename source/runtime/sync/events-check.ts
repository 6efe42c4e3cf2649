import type { EngineEvent } from '../../domain/nouns/events.js';
import type { Engine } from '../../engine/engine.js';
import { isConnectionError } from '../../engine/errors.js';
import { type Clock, sleep } from '../clock.js';
import { openScope } from '../concurrency/scope.js';
import type { EventStream } from './event-stream.js';

/** The engine's history of events is compared with the stream's at this interval. */
const checkEveryMs = { focused: 30_000, unfocused: 300_000 };
/** The interval is looked up this often: the terminal may have got the focus meanwhile. */
const lookEveryMs = 5000;
/** An event may take this long from the engine through the stream. */
const graceMs = 2000;
/** A history that takes longer than this counts as not available. */
const historyLimitMs = 10_000;
/** HTTP dates have whole seconds. */
const secondMs = 1000;

type Options = {
	readonly engine: Engine;
	readonly clock: Clock;
	readonly signal: AbortSignal;
	readonly stream: EventStream;
	isFocused(): boolean;
	/** Called when the stream had stalled: everything may have changed. */
	onStall(): void;
	/** Called when the history does not show if an event was missed. */
	onUnknown(): void;
};

/**
 * Finds a stream of events that has stalled without being closed: asks the engine for its history since the last check,
 * which ends at the engine's own present, and reopens the stream if an event of it never came. Source: moby
 * daemon/events/events.go keeps the last 256 events in memory, so that this costs the engine next to nothing.
 */
export class EventsCheck {
	readonly #options: Options;
	/** The stream is complete up to this moment, in Unix milliseconds of the engine. */
	#until: number | undefined;
	/** Events of the engine's first second may be from before the subscription. */
	#certainFrom = 0;
	#checkedAt = Number.NEGATIVE_INFINITY;
	#wake = () => {};
	#isSuspect = false;

	constructor(options: Options) {
		this.#options = options;
	}

	/** Checks at intervals until the signal aborts. The engine took the subscription at `engineTime`, Unix milliseconds. */
	async run(engineTime: number | undefined): Promise<void> {
		const { clock, signal, isFocused } = this.#options;
		this.#until = engineTime;
		this.#certainFrom = (engineTime ?? 0) + secondMs;
		this.#checkedAt = clock.now();
		while (!signal.aborted) {
			await sleep(clock, lookEveryMs, signal, wake => {
				this.#wake = wake;
				if (this.#isSuspect) {
					wake();
				}
			});
			const isDue = clock.now() - this.#checkedAt >= checkEveryMs[isFocused() ? 'focused' : 'unfocused'];
			if (signal.aborted || !(isDue || this.#isSuspect)) {
				continue;
			}
			// The event that explains a suspicion may still be on its way.
			if (this.#isSuspect) {
				await sleep(clock, graceMs, signal);
			}
			this.#isSuspect = false;
			if (!signal.aborted) {
				await this.#check();
			}
			this.#checkedAt = clock.now();
		}
	}

	/** Checks soon: the lists contradict the events. */
	suspect(): void {
		this.#isSuspect = true;
		this.#wake();
	}

	async #check(): Promise<void> {
		const { engine, signal, onUnknown } = this.#options;
		const since = this.#until;
		try {
			const { time } = await engine.system.ping({ signal });
			this.#until = time;
			// The engine has no clock for us, or its clock was set back: its history is not in order.
			if (since === undefined || time === undefined || time < since) {
				this.#certainFrom = 0;
				return onUnknown();
			}
			await this.#compare(await this.#history(since, time), time);
		} catch (error) {
			// The heartbeat reports an engine that is gone. A history that did not end in time was aborted by its own signal.
			if (!signal.aborted && !isConnectionError(error)) {
				onUnknown();
			}
		}
	}

	async #compare(history: readonly EngineEvent[], time: number): Promise<void> {
		const { clock, signal, stream, onStall, onUnknown } = this.#options;
		const { received } = stream;
		received.expect(history);
		if (received.expected.length > 0) {
			await sleep(clock, graceMs, signal);
		}
		const missed = new Set(received.expected);
		if (signal.aborted || missed.size === 0) {
			return;
		}
		// An event before one that came may be long outdated: the lists have the present state.
		const next = history.findLastIndex(event => !missed.has(event)) + 1;
		const isNext = (event: EngineEvent, index: number) => index >= next && event.at >= this.#certainFrom;
		const isStalled = [...missed].some(({ at }) => at >= this.#certainFrom);
		const toApply = history.filter(isNext);
		for (const event of missed) {
			if (!toApply.includes(event)) {
				received.add(event);
			}
		}
		if (!isStalled) {
			return onUnknown();
		}
		stream.reopen(toApply, time / 1000 - 1);
		onStall();
	}

	/** The engine's events between two of its times, Unix milliseconds. Rejects when their stream does not end in time. */
	async #history(since: number, until: number): Promise<readonly EngineEvent[]> {
		const { engine, clock, signal } = this.#options;
		const { signal: limit, end } = openScope(signal);
		const cancel = clock.after(historyLimitMs, end);
		try {
			const events: EngineEvent[] = [];
			const range = { since: since / 1000, until: until / 1000 };
			for await (const event of engine.system.events({ signal: limit, ...range })) {
				events.push(event);
			}
			limit.throwIfAborted();
			return events;
		} finally {
			cancel();
			end();
		}
	}
}
