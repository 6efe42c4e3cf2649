import { randomUUID } from 'node:crypto';

/**
 * JSON with every digit of an integer beyond 2^53, as Go writes it. `JSON.stringify` writes the shortest text of such a
 * number, which the engine reads as another integer, and refuses a bigint.
 */
export function encodeJson(value: unknown): string {
	const placeholder = randomUUID();
	const digits: string[] = [];
	const text = JSON.stringify(value, (_, part: unknown) => {
		if (typeof part === 'bigint' || (typeof part === 'number' && isBeyondSafe(part))) {
			digits.push(String(BigInt(part)));
			return placeholder;
		}
		return part;
	});
	return digits.length === 0 ? text : text.replaceAll(`"${placeholder}"`, () => digits.shift() ?? '');
}

const isBeyondSafe = (value: number): boolean => Number.isInteger(value) && !Number.isSafeInteger(value);
