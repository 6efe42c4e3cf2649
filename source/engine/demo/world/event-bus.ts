import type { EngineEvent } from '../../../domain/nouns/events.js';

/** Number of past events that an engine stores for `--since`. Source: moby daemon/events/events.go, eventsLimit. */
const maxEvents = 256;

type Listener = (event: EngineEvent) => void;

/** Sends the events of the demo world to its listeners. */
export class EventBus {
	#history: EngineEvent[] = [];
	readonly #listeners = new Set<Listener>();

	emit(event: EngineEvent): void {
		this.#history.push(event);
		if (this.#history.length > 2 * maxEvents) {
			this.#history = this.#history.slice(-maxEvents);
		}
		for (const listener of [...this.#listeners]) {
			listener(event);
		}
	}

	/** Calls the listener for each new event; returns a function that removes it. */
	listen(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/** Returns the stored events since a time in Unix milliseconds. */
	since(at: number): readonly EngineEvent[] {
		return this.#history.slice(-maxEvents).filter(event => event.at >= at);
	}
}
