/** A member of a JSON object: its key, and its value as it is written. */
export type Member = { readonly key: string; readonly value: string };

/**
 * Returns the members of a JSON object in their order, a key that occurs twice as two members; undefined for a text that is no
 * JSON object. Values stay text: numbers keep all their digits, and no key (`__proto__`) has a meaning.
 */
export function jsonMembers(text: string): readonly Member[] | undefined {
	const end = text.trimEnd().length;
	return text[0] !== '{' || text[end - 1] !== '}' || !isJson(text) ? undefined : innerMembers(text);
}

/** Returns the members of a text that is known to be a JSON object. */
export function innerMembers(text: string): readonly Member[] {
	const members: Member[] = [];
	let at = 1;
	for (;;) {
		at = skipSpace(text, at);
		if (text[at] !== '"') {
			return members;
		}
		const keyEnd = stringEnd(text, at);
		const from = skipSpace(text, skipSpace(text, keyEnd) + 1);
		const to = valueEnd(text, from);
		members.push({ key: unquote(text.slice(at, keyEnd)), value: text.slice(from, to).trimEnd() });
		at = skipSpace(text, to) + 1;
	}
}

const quote = 0x22;
const comma = 0x2c;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Nested objects are shown as `a.b=1` down to this depth, and as JSON below it. */
export const maxDepth = 4;

/** MongoDB writes its times as `{"$date":"…"}`. */
export const isDate = (members: readonly Member[]): boolean => members.length === 1 && members[0]!.key === '$date';

/** Returns true for a complete JSON text. */
export function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** The text that a JSON string stands for; what is between the quotes if it is none, as logfmt may have it: `"C:\dir"`. */
export function unquote(json: string): string {
	const inner = json.slice(1, -1);
	if (!json.includes('\\')) {
		return inner;
	}
	try {
		const value: unknown = JSON.parse(json);
		return typeof value === 'string' ? value : inner;
	} catch {
		return inner;
	}
}

/** The place of the first character from `from` on that is no white space. */
export function skipSpace(text: string, from: number): number {
	let at = from;
	while (isSpace(text.charCodeAt(at))) {
		at++;
	}
	return at;
}

// JSON's white space; a log line has no other than blanks.
const isSpace = (code: number): boolean => code === 0x20 || (code >= 0x09 && code <= 0x0d);

/** The place after a string that begins at `from`. */
export function stringEnd(text: string, from: number): number {
	for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
		let before = at - 1;
		while (text.charCodeAt(before) === backslash) {
			before--;
		}
		// A quote behind an even number of backslashes ends the string.
		if ((at - before) % 2 === 1) {
			return at + 1;
		}
	}
	return text.length + 1;
}

/** The place after the value that begins at `from`: counts brackets, so that no depth is too deep. */
export function valueEnd(text: string, from: number): number {
	if (text.charCodeAt(from) === quote) {
		return stringEnd(text, from);
	}
	let depth = 0;
	for (let at = from; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === quote) {
			at = stringEnd(text, at) - 1;
		} else if (code === openBrace || code === openBracket) {
			depth++;
		} else if (code === closeBrace || code === closeBracket) {
			if (depth === 0) {
				return at;
			}
			depth--;
		} else if (code === comma && depth === 0) {
			return at;
		}
	}
	return text.length;
}
