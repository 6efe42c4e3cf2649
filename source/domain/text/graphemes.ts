import { characters } from './cell-width.js';

/** Scripts in which every UTF-16 unit is one user-perceived character, next to any other character. */
const simple = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u0588\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]*$/;

/** Start of each character in UTF-16 units; undefined when every character is one unit. */
function startsOf(text: string): Uint32Array | undefined {
	if (simple.test(text)) {
		return undefined;
	}
	const cached = recent.get(text);
	if (cached) {
		return cached;
	}
	const starts: number[] = [];
	let at = 0;
	for (const character of characters(text)) {
		starts.push(at);
		at += character.length;
	}
	const made = Uint32Array.from(starts);
	if (recent.size >= maxTexts) {
		recent.clear();
	}
	recent.set(text, made);
	return made;
}

/** Cache for the text that the user types: it is read several times after each key. */
const maxTexts = 8;
const recent = new Map<string, Uint32Array>();

/** Converts between UTF-16 units and user-perceived characters, in which a cursor moves. */
type Graphemes = {
	readonly count: number;
	/** The UTF-16 unit at which a character begins; the length of the text for an index after the last character. */
	unit(index: number): number;
	/** The index of the first character that begins at or after a UTF-16 unit. */
	index(unit: number): number;
};

/** Finds the characters of a text once, for several conversions. */
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
		index: unit => firstAtOrAfter(starts, unit),
	};
}

/** Number of user-perceived characters of a text. */
export const graphemeCount = (text: string): number => startsOf(text)?.length ?? text.length;

function firstAtOrAfter(starts: Uint32Array, unit: number): number {
	let low = 0;
	let high = starts.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (starts[middle]! < unit) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return low;
}
