import { innerMembers, isDate, maxDepth, skipSpace, stringEnd, unquote, valueEnd } from '../parse/json-members.js';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
const openBrace = 0x7b;

/** The search for the values of one field in a line. */
type Search = {
	readonly text: string;
	/** In lower case; `a.b` is the field `b` of the object `a`, or a field with that name. */
	readonly key: string;
	readonly passes: (value: string) => boolean;
	isFound: boolean;
	hasPassed: boolean;
};

/**
 * Looks for a field in a line that begins as a JSON object, without parsing the line: it reads the names, and the values of that
 * name alone. It is not checked that the rest of the line is JSON.
 *
 * @param passes Gets a value without its quotes.
 * @returns True if a value passes, false if none does; undefined if there is no such field.
 */
export function testJsonField(text: string, key: string, passes: (value: string) => boolean): boolean | undefined {
	const search: Search = { text, key, passes, isFound: false, hasPassed: false };
	readObject(search, 1, 0, 0);
	return search.isFound ? search.hasPassed : undefined;
}

/** Reads the members from a place to the end of their object, or to a value that passes. Returns the place behind. */
function readObject(search: Search, from: number, keyFrom: number, depth: number): number {
	const { text, key } = search;
	let at = from;
	for (;;) {
		at = skipSpace(text, at);
		if (text.charCodeAt(at) !== quote) {
			return at + 1;
		}
		const nameEnd = stringEnd(text, at);
		const afterName = skipSpace(text, nameEnd);
		if (text.charCodeAt(afterName) !== colon) {
			return text.length;
		}
		const start = skipSpace(text, afterName + 1);
		const rest = restOfKey(search, at, nameEnd, keyFrom);
		const isObject = text.charCodeAt(start) === openBrace;
		if (isObject && rest !== undefined && rest < key.length && depth < maxDepth) {
			at = readObject(search, start + 1, rest, depth + 1);
		} else {
			at = valueEnd(text, start);
			if (rest === key.length && (!isObject || isValue(text.slice(start, at), depth))) {
				readValue(search, text.slice(start, at).trimEnd());
			}
		}
		at = skipSpace(text, at);
		if (search.hasPassed || text.charCodeAt(at) !== comma) {
			return at + 1;
		}
		at++;
	}
}

/** The place in the key behind a name and its dot; undefined if the key does not go on with the name. */
function restOfKey({ text, key }: Search, start: number, end: number, keyFrom: number): number | undefined {
	const first = text.charCodeAt(start + 1);
	// Letters of ASCII differ in one bit from those of the other case.
	if (first < 0x80 && first !== backslash && (first | 0x20) !== (key.charCodeAt(keyFrom) | 0x20)) {
		return undefined;
	}
	const name = unquote(text.slice(start, end)).toLowerCase();
	const rest = keyFrom + name.length;
	if (name === '' || !key.startsWith(name, keyFrom)) {
		return undefined;
	}
	return rest === key.length ? rest : key[rest] === '.' ? rest + 1 : undefined;
}

/** Fields of an object are fields of the line, if it has any and does not lie too deep. */
function isValue(object: string, depth: number): boolean {
	const members = depth < maxDepth ? innerMembers(object) : [];
	return members.length === 0 || isDate(members);
}

function readValue(search: Search, value: string): void {
	search.isFound = true;
	search.hasPassed ||= search.passes(value.startsWith('"') ? unquote(value) : value);
}
