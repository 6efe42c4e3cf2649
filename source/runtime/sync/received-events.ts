import type { EngineEvent } from '../../domain/nouns/events.js';

/** More than an engine keeps for `--since`: 256. Source: moby daemon/events/events.go, eventsLimit. */
const keptKeys = 1024;

/** The latest events that came, and those of an engine's history that did not. */
export class ReceivedEvents {
	readonly #keys = new Set<string>();

	/** Expected events that have not come yet. */
	#expected = new Map<string, EngineEvent>();

	/** Returns false for an event that came before. */
	add(event: EngineEvent): boolean {
		const key = keyOf(event);
		this.#expected.delete(key);
		if (this.#keys.has(key)) {
			return false;
		}
		this.#keys.add(key);
		if (this.#keys.size > keptKeys) {
			for (const oldest of this.#keys.values()) {
				return this.#keys.delete(oldest);
			}
		}
		return true;
	}

	/** From now on, `expected` has those of these events that have not come yet. */
	expect(events: readonly EngineEvent[]): void {
		const missing = events.filter(event => !this.#keys.has(keyOf(event)));
		this.#expected = new Map(missing.map(event => [keyOf(event), event]));
	}

	get expected(): readonly EngineEvent[] {
		return [...this.#expected.values()];
	}
}

/** Two events differ in their nanoseconds; the other parts help with an engine that counts in milliseconds. */
const keyOf = ({ timeNano, at, type, action, id, attributes }: EngineEvent): string =>
	`${timeNano ?? at} ${type} ${action} ${id} ${attributes.container ?? attributes.name ?? ''}`;
