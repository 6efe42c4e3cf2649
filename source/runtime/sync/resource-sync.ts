import type { EngineEvent } from '../../domain/nouns/events.js';
import type { Engine } from '../../engine/engine.js';
import { effectOf } from '../../panes/panes.js';
import { applyEvent } from '../../state/lists/events.js';
import { invalidateAll } from '../../state/resources.js';
import type { Clock } from '../clock.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';
import { type EngineNoun, engineNouns } from '../connection/list-sources.js';
import type { Store } from '../store.js';
import type { EventPrecedence } from './event-precedence.js';
import { EventStream } from './event-stream.js';
import { EventsCheck } from './events-check.js';
import { ListRefresh } from './list-refresh.js';

/** The engine must take the subscription to its events within this. */
const subscribeLimitMs = 15_000;
/** An event of a change may take this long after the change was answered. */
const eventDelayMs = 2000;

/** A list, or one of its subjects, that may differ from the screen. */
export type Suspect = { readonly noun: EngineNoun; readonly key?: string };

export type ResourceSyncOptions = {
	readonly engine: Engine;
	readonly store: Store;
	readonly clock: Clock;
	readonly foreground: ForegroundWork;
	readonly precedence: EventPrecedence;
	readonly signal: AbortSignal;
	isFocused(): boolean;
	/** Shows a problem, once. */
	warn(text: string): void;
};

/**
 * Keeps the lists up to date: subscribes to events first, then lists, then patches by event. A container's event costs at
 * most one request for its row; other nouns are listed again, once per burst. A list that fails is fetched until it comes.
 * Two checks find a stream of events that has stalled: contradictions with the lists, and the engine's history.
 */
export class ResourceSync {
	readonly #options: ResourceSyncOptions;
	readonly #lists: ListRefresh;
	readonly #stream: EventStream;
	readonly #eventsCheck: EventsCheck;
	/** Suspects that are checked in a moment, unless an event explains them. */
	readonly #suspects = new Set<string>();
	#lose: (reason: string | undefined) => void = () => {};

	constructor(options: ResourceSyncOptions) {
		this.#options = options;
		this.#lists = new ListRefresh({
			...options,
			lose: reason => this.#lose(reason),
			onContradiction: () => this.#eventsCheck.suspect(),
		});
		this.#stream = new EventStream({ ...options, onEvents: events => this.#onEvents(events) });
		this.#eventsCheck = new EventsCheck({
			...options,
			stream: this.#stream,
			onStall: () => {
				options.warn('The engine’s events had stopped coming: subscribed again, all lists refreshed');
				this.#refreshAll(true);
			},
			onUnknown: () => this.#refreshAll(true),
		});
	}

	/** Runs until the connection is lost (resolves to the reason) or the signal aborts (resolves to `undefined`). */
	run(): Promise<string | undefined> {
		return new Promise(resolve => {
			this.#lose = resolve;
			const tooLate = () => resolve(`the engine sent no events within ${subscribeLimitMs / 1000} s`);
			const cancel = this.#options.clock.after(subscribeLimitMs, tooLate);
			let isReady = false;
			const ready = (engineTime: number | undefined) => {
				cancel();
				// The engine is ready again after each stall of the stream.
				if (isReady) {
					return;
				}
				isReady = true;
				this.#lists.first();
				void this.#eventsCheck.run(engineTime);
			};
			void this.#stream.follow(ready).then(reason => {
				cancel();
				resolve(reason);
			});
		});
	}

	/** Fetches every list again. */
	refresh(): void {
		this.#refreshAll(false);
	}

	/**
	 * Begins a change of ours; call the returned function once the engine has answered it, or failed to. The list is fetched
	 * if no event came.
	 */
	change(noun: EngineNoun): () => void {
		const { precedence, clock } = this.#options;
		const begun = precedence.mark();
		return () => {
			clock.after(eventDelayMs, () => {
				if (!precedence.isNounTouched(begun, noun)) {
					this.#checkSuspect({ noun });
				}
			});
		};
	}

	/** Something contradicts the screen: fetches the row or list, unless an event explains it in a moment. */
	suspect({ noun, key }: Suspect): void {
		const { precedence, clock } = this.#options;
		const id = `${noun}:${key}`;
		if (this.#suspects.has(id) || (key !== undefined && !precedence.isSettled(key))) {
			return;
		}
		this.#suspects.add(id);
		const request = precedence.begin();
		clock.after(eventDelayMs, () => {
			this.#suspects.delete(id);
			const isExplained =
				key === undefined ? precedence.isNounTouched(request, noun) : precedence.isTouched(request, noun, key);
			precedence.end(request);
			if (!isExplained) {
				this.#checkSuspect({ noun, key });
			}
		});
	}

	#checkSuspect({ noun, key }: Suspect): void {
		if (this.#options.signal.aborted) {
			return;
		}
		if (noun === 'containers' && key !== undefined) {
			this.#lists.containerChanged(key);
		} else {
			this.#lists.refresh([noun], false);
		}
		this.#eventsCheck.suspect();
	}

	#refreshAll(isExpected: boolean): void {
		this.#options.precedence.outdateAll();
		this.#options.store.update(invalidateAll);
		this.#lists.refresh(engineNouns, isExpected);
	}

	#onEvents(events: readonly EngineEvent[]): void {
		const { store, precedence } = this.#options;
		store.update(state => events.reduce(applyEvent, state));
		for (const event of events) {
			precedence.record(event);
			for (const noun of engineNouns) {
				this.#markDirty(noun, event);
			}
		}
	}

	#markDirty(noun: EngineNoun, event: EngineEvent): void {
		const { list, row, gone } = effectOf(noun, event);
		// Only containers have rows that are fetched one by one.
		const isSingle = noun === 'containers';
		if (isSingle && row !== undefined) {
			this.#lists.containerChanged(row);
		}
		if (isSingle && gone !== undefined) {
			this.#lists.containerGone(gone);
		}
		if (list || (!isSingle && row !== undefined)) {
			this.#lists.listChanged(noun);
		}
	}
}
