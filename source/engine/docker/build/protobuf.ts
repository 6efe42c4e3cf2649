import { sanitize } from '../../../domain/text/sanitize.js';
import { EngineError } from '../../errors.js';

export type Value = number | Uint8Array;

/** The first value as sanitized text; empty when there is none. */
export function textOf(values: readonly Value[] | undefined): string {
	const bytes = values?.[0];
	return bytes instanceof Uint8Array ? sanitize(Buffer.from(bytes).toString('utf8')) : '';
}

/** The first value as a number; 0 when there is none, as protobuf leaves zeros out. */
export function numberOf(values: readonly Value[] | undefined): number {
	const value = values?.[0];
	return typeof value === 'number' ? value : 0;
}

/** The values of a protobuf message by field number. Throws an EngineError (`protocol`). */
export function read(bytes: Uint8Array): Map<number, Value[]> {
	const message = new Map<number, Value[]>();
	for (const [field, value] of fields(bytes)) {
		const values = message.get(field);
		if (values) {
			values.push(value);
		} else {
			message.set(field, [value]);
		}
	}
	return message;
}

/**
 * The fields of a protobuf message in order: numbers, and the bytes of texts and messages. Throws an EngineError (`protocol`).
 * Source: protobuf.dev, Encoding.
 */
export function* fields(bytes: Uint8Array): Generator<[number, Value], void, undefined> {
	let at = 0;
	const varint = () => {
		let result = 0n;
		for (let shift = 0n; ; shift += 7n) {
			const byte = bytes[at++];
			if (byte === undefined || shift > 63n) {
				throw broken();
			}
			result |= BigInt(byte & 127) << shift;
			// Negative numbers fill all 64 bits.
			if (byte < 128) {
				return Number(BigInt.asIntN(64, result));
			}
		}
	};
	const take = (length: number) => {
		if (length < 0 || at + length > bytes.length) {
			throw broken();
		}
		at += length;
		return bytes.subarray(at - length, at);
	};
	while (at < bytes.length) {
		const key = varint();
		const wire = key & 7;
		if (wire === 0) {
			yield [key >>> 3, varint()];
		} else if (wire === 1) {
			yield [key >>> 3, take(8)];
		} else if (wire === 2) {
			yield [key >>> 3, take(varint())];
		} else if (wire === 5) {
			yield [key >>> 3, take(4)];
		} else {
			throw broken();
		}
	}
}

const broken = () => new EngineError('protocol', 'the engine sent an unreadable message from the builder');

/** Encodes a field of text. */
export function textField(field: number, text: string): Buffer {
	return bytesField(field, Buffer.from(text));
}

/** Encodes a field of bytes or of a message. */
export function bytesField(field: number, bytes: Uint8Array): Buffer {
	return Buffer.concat([Buffer.from([(field << 3) | 2, ...varintOf(bytes.length)]), bytes]);
}

/** Encodes a field of a number: a negative one fills 64 bits, a zero is left out, as protobuf does. */
export function numberField(field: number, value: number | bigint): Buffer {
	if (value === 0 || value === 0n) {
		return Buffer.alloc(0);
	}
	return Buffer.from([field << 3, ...varintOf(value)]);
}

function varintOf(value: number | bigint): number[] {
	const bytes: number[] = [];
	let rest = BigInt.asUintN(64, BigInt(value));
	for (; rest > 127n; rest >>= 7n) {
		bytes.push(Number(rest & 127n) | 128);
	}
	return [...bytes, Number(rest)];
}
