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
const backslash = 0x5c;

/** Returns true for a complete JSON text. */
export function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** The text that a JSON string stands for. */
export function unquote(json: string): string {
	if (!json.includes('\\')) {
		return json.slice(1, -1);
	}
	const value: unknown = JSON.parse(json);
	return typeof value === 'string' ? value : json;
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
	let at = from + 1;
	while (at < text.length && text.charCodeAt(at) !== quote) {
		at += text.charCodeAt(at) === backslash ? 2 : 1;
	}
	return at + 1;
}

/** The place after the value that begins at `from`: counts brackets, so that no depth is too deep. */
function valueEnd(text: string, from: number): number {
	let depth = 0;
	for (let at = from; at < text.length; at++) {
		const character = text[at];
		if (character === '"') {
			at = stringEnd(text, at) - 1;
		} else if (character === '{' || character === '[') {
			depth++;
		} else if (character === '}' || character === ']') {
			if (depth === 0) {
				return at;
			}
			depth--;
		} else if (character === ',' && depth === 0) {
			return at;
		}
	}
	return text.length;
}
