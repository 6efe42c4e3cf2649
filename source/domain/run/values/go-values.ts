import { UsageError } from '../usage-error.js';

/** Reads a boolean as Go's strconv.ParseBool does; undefined for another text. */
export function parseGoBool(text: string): boolean | undefined {
	if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) {
		return true;
	}
	return ['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text) ? false : undefined;
}

/** Reads the value of a boolean flag; throws UsageError with pflag's message. */
export function parseBoolFlag(text: string): boolean {
	const value = parseGoBool(text);
	if (value === undefined) {
		throw new UsageError(`strconv.ParseBool: parsing ${goQuote(text)}: invalid syntax`);
	}
	return value;
}

/** Reads an integer as Go's strconv.ParseInt(text, 0, 64) does: decimal, `0x10`, `0o17`, `017`, `0b1`, `1_000`. */
export function parseGoInt(text: string): Integer {
	return parseInteger(text, 'ParseInt', -(2n ** 63n), 2n ** 63n - 1n, /^([+-]?)(.+)$/);
}

/** Reads an unsigned integer of `bits` bits as strconv.ParseUint(text, 0, bits) does. */
export function parseGoUint(text: string, bits: number): Integer {
	return parseInteger(text, 'ParseUint', 0n, 2n ** BigInt(bits) - 1n, /^()(.+)$/);
}

function parseInteger(text: string, verb: string, lowest: bigint, highest: bigint, shape: RegExp): Integer {
	const [, sign, digits] = shape.exec(text) ?? ['', '', ''];
	const value = magnitude(digits!);
	if (value === undefined) {
		throw new UsageError(`strconv.${verb}: parsing ${goQuote(text)}: invalid syntax`);
	}
	const signed = sign === '-' ? -value : value;
	if (signed < lowest || signed > highest) {
		throw new UsageError(`strconv.${verb}: parsing ${goQuote(text)}: value out of range`);
	}
	return exactInteger(signed);
}

/** An integer with all its digits: a number, or a bigint where a number cannot hold it. */
export type Integer = number | bigint;

export const exactInteger = (value: bigint): Integer => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

/** A size in bytes as it is sent: docker computes sizes in floating point, and sends all digits of the result. */
export const exactBytes = (bytes: number): Integer => (Number.isSafeInteger(bytes) ? bytes : BigInt(bytes));

/** Reads an integer as Go's strconv.Atoi does; returns its reason when it is none. */
export function parseGoAtoi(text: string): { readonly value: Integer } | { readonly reason: string } {
	if (!/^[+-]?\d+$/.test(text)) {
		return { reason: 'invalid syntax' };
	}
	const value = BigInt(text.replace('+', ''));
	return BigInt.asIntN(64, value) === value ? { value: exactInteger(value) } : { reason: 'value out of range' };
}

function magnitude(digits: string): bigint | undefined {
	if (/__|^_|_$/.test(digits)) {
		return undefined;
	}
	const plain = digits.replaceAll('_', '');
	if (/^(0|[1-9]\d*|0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+)$/.test(plain)) {
		return BigInt(plain.toLowerCase());
	}
	return /^0[0-7]+$/.test(plain) ? BigInt(`0o${plain}`) : undefined;
}

/** Writes a string as Go's `%q` does. */
export function goQuote(text: string): string {
	return JSON.stringify(text);
}
