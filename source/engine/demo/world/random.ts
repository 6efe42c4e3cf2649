/** Pseudo-random numbers as pure functions of their keys, so that the same seed gives the same demo. */

/** 32-bit hash of a text (FNV-1a with a final mix). */
export function hash(text: string, seed = 0): number {
	let h = (0x811c9dc5 ^ seed) >>> 0;
	for (let i = 0; i < text.length; i++) {
		h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
	}
	return mix(h);
}

/** 32-bit mix of two integers. */
export function mix(a: number, b = 0): number {
	let h = (a ^ Math.imul(b + 0x9e3779b9, 0x85ebca6b)) >>> 0;
	h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
	h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
	return (h ^ (h >>> 16)) >>> 0;
}

/** Returns a number from 0 to 1, 1 excluded. */
export function unit(a: number, b = 0): number {
	return mix(a, b) / 2 ** 32;
}

/** Returns `length` lower-case hex digits. */
export function hex(key: string, seed: number, length = 64): string {
	let out = '';
	for (let i = 0; out.length < length; i++) {
		out += mix(hash(key, seed), i).toString(16).padStart(8, '0');
	}
	return out.slice(0, length);
}

/** Selects one of the items by key. */
export function pick<T>(items: readonly T[], key: number): T {
	return items[key % items.length] as T;
}

/** A smooth curve around 0, between -1 and 1; `seconds` may be any number. */
export function wave(key: number, seconds: number): number {
	let sum = 0;
	for (const [index, part] of parts.entries()) {
		sum += part.weight * Math.sin(seconds / scale(key, index) + phase(key, index));
	}
	return sum;
}

/** The integral of `wave` over time, up to a constant. */
export function waveIntegral(key: number, seconds: number): number {
	let sum = 0;
	for (const [index, part] of parts.entries()) {
		const period = scale(key, index);
		sum -= part.weight * period * Math.cos(seconds / period + phase(key, index));
	}
	return sum;
}

/** Sine waves of the curve, from slow to fast; the weights add up to 1. */
const parts = [
	{ period: 95, weight: 0.35 },
	{ period: 23, weight: 0.3 },
	{ period: 5.3, weight: 0.22 },
	{ period: 1.1, weight: 0.13 },
];

function scale(key: number, index: number): number {
	return (parts[index]?.period ?? 1) * (0.7 + 0.6 * unit(key, index));
}

function phase(key: number, index: number): number {
	return 2 * Math.PI * unit(key, index + 16);
}
