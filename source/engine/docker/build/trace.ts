import { StringDecoder } from 'node:string_decoder';
import type { BuildEvent, BuildVertex } from '../../../domain/progress/progress.js';
import { sanitize } from '../../../domain/text/sanitize.js';
import { fields, numberOf, read, textOf, type Value } from './protobuf.js';

/**
 * Decodes BuildKit's trace, base64 of the protobuf message StatusResponse.
 * Source: moby/buildkit api/services/control/control.proto.
 */
export class TraceDecoder {
	/** A log's chunks may cut a character: one decoder for each step and stream. */
	readonly #logs = new Map<string, StringDecoder>();

	/** The events in the `aux` of one message. Throws an EngineError (`protocol`) for an invalid trace. */
	decode(base64: string): BuildEvent[] {
		const events: BuildEvent[] = [];
		for (const [field, value] of fields(Buffer.from(base64, 'base64'))) {
			if (typeof value === 'number') {
				continue;
			}
			if (field === 1) {
				events.push({ kind: 'vertex', vertex: toVertex(value) });
			} else if (field === 2) {
				events.push(toStatus(value));
			} else if (field === 3) {
				events.push(this.#toLog(value));
			}
		}
		return events;
	}

	#toLog(bytes: Uint8Array): BuildEvent {
		const message = read(bytes);
		const vertex = textOf(message.get(1));
		const key = `${vertex} ${numberOf(message.get(3))}`;
		const decoder = this.#logs.get(key) ?? new StringDecoder('utf8');
		this.#logs.set(key, decoder);
		const data = message.get(4)?.[0];
		const text = data instanceof Uint8Array ? decoder.write(data as Buffer) : '';
		return { kind: 'log', vertex, text: sanitize(text, { keepNewlines: true }) };
	}
}

function toVertex(bytes: Uint8Array): BuildVertex {
	const message = read(bytes);
	const startedAt = timeOf(message.get(5));
	const completedAt = timeOf(message.get(6));
	const error = textOf(message.get(7));
	return {
		digest: textOf(message.get(1)),
		inputs: (message.get(2) ?? []).map(input => textOf([input])),
		name: textOf(message.get(3)),
		cached: numberOf(message.get(4)) !== 0,
		...(startedAt !== undefined && { startedAt }),
		...(completedAt !== undefined && { completedAt }),
		...(error !== '' && { error }),
	};
}

function toStatus(bytes: Uint8Array): BuildEvent {
	const message = read(bytes);
	return {
		kind: 'status',
		vertex: textOf(message.get(2)),
		id: textOf(message.get(1)),
		current: numberOf(message.get(4)),
		total: numberOf(message.get(5)),
	};
}

/** A google.protobuf.Timestamp (seconds and nanoseconds) as Unix milliseconds. */
function timeOf(values: readonly Value[] | undefined): number | undefined {
	const bytes = values?.[0];
	if (!(bytes instanceof Uint8Array)) {
		return undefined;
	}
	const message = read(bytes);
	return numberOf(message.get(1)) * 1000 + Math.floor(numberOf(message.get(2)) / 1e6);
}
