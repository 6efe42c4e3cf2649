import type { EngineEvent } from '../../../domain/nouns/events.js';
import { count, dictionary, object, text } from './values.js';

/** A message of `GET /events`. */
export function toEvent(value: unknown): EngineEvent {
	const raw = object(value);
	const actor = object(raw.Actor);
	const nanoseconds = count(raw.timeNano);
	return {
		type: text(raw.Type),
		action: text(raw.Action) || text(raw.status),
		id: text(actor.ID) || text(raw.id),
		attributes: dictionary(actor.Attributes),
		...(nanoseconds > 0 && { timeNano: nanoseconds }),
		at: nanoseconds > 0 ? Math.floor(nanoseconds / 1e6) : count(raw.time) * 1000,
	};
}
