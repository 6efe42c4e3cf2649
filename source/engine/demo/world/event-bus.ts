import type { EngineEvent } from '../../../domain/events.js';

/** As many events as a real engine keeps for `--since`. Source: moby daemon/events/events.go, eventsLimit. */
const kept = 256;

type Listener = (event: EngineEvent) => void;

/** What happened in the demo world, to whoever listens. */
export class EventBus {
	#history: EngineEvent[] = [];
	readonly #listeners = new Set<Listener>();

	emit(event: EngineEvent): void {
		this.#history.push(event);
		if (this.#history.length > 2 * kept) this.#history = this.#history.slice(-kept);
		for (const listener of [...this.#listeners]) listener(event);
	}

	/** Calls the listener for each event from now on; returns how to stop that. */
	listen(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => {
			this.#listeners.delete(listener);
		};
	}

	/** What is remembered since a time in Unix milliseconds. */
	since(at: number): readonly EngineEvent[] {
		return this.#history.slice(-kept).filter(event => event.at >= at);
	}
}
