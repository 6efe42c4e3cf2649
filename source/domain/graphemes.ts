import { characters } from './cell-width.js';

/** Scripts whose every UTF-16 unit is one user-perceived character, whatever stands beside it. */
const simple = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0588\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]*$/;

/** Where each character of a text begins, in UTF-16 units; undefined when it is one unit each. */
function startsOf(text: string): Uint32Array | undefined {
	if (simple.test(text)) return undefined;
	const known = recent.get(text);
	if (known) return known;
	const starts: number[] = [];
	let at = 0;
	for (const character of characters(text)) {
		starts.push(at);
		at += character.length;
	}
	const made = Uint32Array.from(starts);
	if (recent.size >= textsKept) recent.clear();
	recent.set(text, made);
	return made;
}

/** A text that is being typed is asked about several times between two keys. */
const textsKept = 8;
const recent = new Map<string, Uint32Array>();

/** The user-perceived characters of a text by their index, as a cursor counts them. */
export type Graphemes = {
	readonly count: number;
	/** The UTF-16 unit at which a character begins; the text's length behind its end. */
	unit(index: number): number;
	/** The index of the first character that begins at a UTF-16 unit or behind it. */
	index(unit: number): number;
};

/** Reads a text's characters; once for several questions. */
export function readGraphemes(text: string): Graphemes {
	const starts = startsOf(text);
	const { length } = text;
	if (starts === undefined) {
		const within = (place: number) => Math.min(place, length);
		return { count: length, unit: within, index: within };
	}
	return {
		count: starts.length,
		unit: index => starts[index] ?? length,
		index: unit => firstAtOrBehind(starts, unit),
	};
}

/** How many user-perceived characters a text has. */
export const graphemeCount = (text: string): number => startsOf(text)?.length ?? text.length;

function firstAtOrBehind(starts: Uint32Array, unit: number): number {
	let low = 0;
	let high = starts.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (starts[middle]! < unit) low = middle + 1;
		else high = middle;
	}
	return low;
}
