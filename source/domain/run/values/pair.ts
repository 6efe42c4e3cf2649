/** `NAME=value`, or a bare `NAME` without a value (docker then takes a variable from the environment). */
export type Pair = { readonly name: string; readonly value?: string };

/** Reads `a=b` as a pair; a bare `a` has no value. */
export function parsePair(value: string): Pair {
	const at = value.indexOf('=');
	return at < 0 ? { name: value } : { name: value.slice(0, at), value: value.slice(at + 1) };
}

/** Writes a pair as one word. */
export function formatPair(pair: Pair): string {
	return pair.value === undefined ? pair.name : `${pair.name}=${pair.value}`;
}
