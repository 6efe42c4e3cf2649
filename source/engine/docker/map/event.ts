import type { EngineEvent } from '../../../domain/nouns/events.js';
import { withoutHub } from '../../../domain/registry/reference.js';
import { count, dictionary, object, type Raw, text } from './values.js';

/** A message of `GET /events`. */
export function toEvent(value: unknown): EngineEvent {
	const raw = object(value);
	const actor = object(raw.Actor);
	const nanoseconds = count(raw.timeNano);
	const type = text(raw.Type);
	const attributes = toAttributes(actor.Attributes);
	return {
		type,
		action: toAction(type, raw),
		// Podman names a volume only in the attributes.
		id: text(actor.ID) || text(raw.id) || attributes.name || '',
		attributes,
		...(nanoseconds > 0 && { timeNano: nanoseconds }),
		at: nanoseconds > 0 ? Math.floor(nanoseconds / 1e6) : count(raw.time) * 1000,
	};
}

/** Podman's names of events that have another name in Docker. Source: containers/podman pkg/api/handlers/compat/events.go. */
const podmanActions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	container: { remove: 'destroy', exec: 'exec_create', exec_died: 'exec_die' },
	network: { remove: 'destroy' },
	volume: { remove: 'destroy' },
};

function toAction(type: string, raw: Raw): string {
	const action = text(raw.Action) || text(raw.status);
	const health = text(raw.HealthStatus);
	if (action === 'health_status' && health !== '') {
		return `health_status: ${health}`;
	}
	return podmanActions[type]?.[action] ?? action;
}

/** Podman's own attributes are left out: the others of a container are its labels. */
function toAttributes(value: unknown): Record<string, string> {
	const { podId, containerExitCode, image, ...attributes } = dictionary(value);
	const exitCode = attributes.exitCode ?? containerExitCode;
	return {
		...attributes,
		...(image && { image: withoutHub(image) }),
		...(exitCode !== undefined && { exitCode }),
	};
}
