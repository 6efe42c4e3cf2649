import { StringDecoder } from 'node:string_decoder';
import type { BuildEvent, BuildVertex } from '../../../domain/progress.js';
import { sanitize } from '../../../domain/sanitize.js';
import { EngineError } from '../../errors.js';

type Value = number | Uint8Array;

/**
 * Decodes BuildKit's trace, base64 of the protobuf message StatusResponse.
 * Source: moby/buildkit api/services/control/control.proto.
 */
export class TraceDecoder {
	/** A log's chunks may cut a character: one decoder for each step and stream. */
	readonly #logs = new Map<string, StringDecoder>();

	/** The events in one message's `aux`. Throws an EngineError (`protocol`) for what is no trace. */
	decode(base64: string): BuildEvent[] {
		const events: BuildEvent[] = [];
		for (const [field, value] of fields(Buffer.from(base64, 'base64'))) {
			if (typeof value === 'number') continue;
			if (field === 1) events.push({ kind: 'vertex', vertex: toVertex(value) });
			else if (field === 2) events.push(toStatus(value));
			else if (field === 3) events.push(this.#toLog(value));
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

/** Seconds and nanoseconds of google.protobuf.Timestamp, as Unix milliseconds. */
function timeOf(values: readonly Value[] | undefined): number | undefined {
	const bytes = values?.[0];
	if (!(bytes instanceof Uint8Array)) return undefined;
	const message = read(bytes);
	return numberOf(message.get(1)) * 1000 + Math.floor(numberOf(message.get(2)) / 1e6);
}

function textOf(values: readonly Value[] | undefined): string {
	const bytes = values?.[0];
	return bytes instanceof Uint8Array ? sanitize(Buffer.from(bytes).toString('utf8')) : '';
}

function numberOf(values: readonly Value[] | undefined): number {
	const value = values?.[0];
	return typeof value === 'number' ? value : 0;
}

function read(bytes: Uint8Array): Map<number, Value[]> {
	const message = new Map<number, Value[]>();
	for (const [field, value] of fields(bytes)) {
		const values = message.get(field);
		if (values) values.push(value);
		else message.set(field, [value]);
	}
	return message;
}

/** The fields of a protobuf message in order: numbers, and bytes of texts and messages. Source: protobuf.dev, Encoding. */
function* fields(bytes: Uint8Array): Generator<[number, Value], void, undefined> {
	let at = 0;
	const varint = () => {
		let result = 0n;
		for (let shift = 0n; ; shift += 7n) {
			const byte = bytes[at++];
			if (byte === undefined || shift > 63n) throw broken();
			result |= BigInt(byte & 127) << shift;
			// Negative numbers fill all 64 bits.
			if (byte < 128) return Number(BigInt.asIntN(64, result));
		}
	};
	const take = (length: number) => {
		if (length < 0 || at + length > bytes.length) throw broken();
		at += length;
		return bytes.subarray(at - length, at);
	};
	while (at < bytes.length) {
		const key = varint();
		const wire = key & 7;
		if (wire === 0) yield [key >>> 3, varint()];
		else if (wire === 1) yield [key >>> 3, take(8)];
		else if (wire === 2) yield [key >>> 3, take(varint())];
		else if (wire === 5) yield [key >>> 3, take(4)];
		else throw broken();
	}
}

const broken = () => new EngineError('protocol', 'the engine sent a build trace that cannot be read');
