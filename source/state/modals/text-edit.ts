import { graphemeCount, readGraphemes } from '../../domain/text/graphemes.js';
import { sanitize } from '../../domain/text/sanitize.js';
import { bytesSize } from '../../domain/text/units.js';

/** A line being edited; the cursor counts graphemes before it. */
export type TextEdit = {
	readonly text: string;
	readonly cursor: number;
	/** The reason why the last key or paste was refused, shown beside the field; undefined after any other. */
	readonly note?: string | undefined;
};

/** The size limit of a field, and of all rows of a field together. Bytes of UTF-8. */
export const mostInField = 64 * 1024;
/** The size limit of a filter or a search. Bytes of UTF-8. */
export const mostInLine = 4 * 1024;

/** A line with the cursor behind its end. */
export const textEdit = (text = ''): TextEdit => ({ text, cursor: graphemeCount(text) });

const encoder = new TextEncoder();

/** Returns true if a text has more than `most` bytes; encodes it only if its length leaves that open. */
function isLonger(text: string, most: number): boolean {
	if (text.length > most) {
		return true;
	}
	return text.length * 3 > most && encoder.encode(text).length > most;
}

/**
 * Returns the reason why a text is too long for a field that contains `others` beside it; undefined if it fits. Such a text is
 * refused as a whole: half a paste is useless.
 */
export function tooLong(text: string, others: string, most: number): string | undefined {
	if (!isLonger(others + text, most)) {
		return undefined;
	}
	const size = encoder.encode(text).length;
	const limit = `a field takes at most ${bytesSize(most)}`;
	return size > 64 ? `not pasted, ${bytesSize(size)}: ${limit}` : `full: ${limit}`;
}

/**
 * Inserts text at the cursor. Line ends become spaces, and control characters are removed. A text that is too long for the
 * field is refused, with a note.
 */
export function insertText(edit: TextEdit, text: string, most = mostInField): TextEdit {
	const { text: old, cursor } = edit;
	const refused = tooLong(text, old, most);
	if (refused !== undefined) {
		return { text: old, cursor, note: refused };
	}
	const at = readGraphemes(old).unit(cursor);
	const before = old.slice(0, at) + sanitize(text);
	const whole = before + old.slice(at);
	return { text: whole, cursor: readGraphemes(whole).index(before.length) };
}

/** Inserts text into a filter or a search, which are one line; a note has the number of joined lines. */
export function insertLine(edit: TextEdit, text: string): TextEdit {
	// The text may have megabytes: refuse it before any regular expression reads it.
	const line = text.length > mostInLine ? text : text.replace(/[\r\n]+$/, '');
	const next = insertText(edit, line, mostInLine);
	const lines = next.note === undefined ? line.split(/\r\n|\r|\n/) : [];
	return lines.length > 1 ? { ...next, note: `${lines.length} lines joined` } : next;
}

/** Applies an editing key as a shell's line editor does; returns undefined for other keys. */
export function editKey(edit: TextEdit, key: string, most = mostInField): TextEdit | undefined {
	const { text, cursor } = edit;
	const { count, unit } = readGraphemes(text);
	const cut = (from: number, to: number): TextEdit => ({
		text: text.slice(0, unit(from)) + text.slice(unit(to)),
		cursor: from,
	});
	switch (key) {
		case 'left':
		case 'ctrl-b':
			return { text, cursor: Math.max(0, cursor - 1) };
		case 'right':
		case 'ctrl-f':
			return { text, cursor: Math.min(count, cursor + 1) };
		case 'home':
		case 'ctrl-a':
			return { text, cursor: 0 };
		case 'end':
		case 'ctrl-e':
			return { text, cursor: count };
		case 'backspace':
			return cursor > 0 ? cut(cursor - 1, cursor) : { text, cursor };
		case 'delete':
		case 'ctrl-d':
			return cut(cursor, cursor + 1);
		case 'ctrl-u':
			return cut(0, cursor);
		case 'ctrl-k':
			return cut(cursor, count);
		case 'ctrl-w':
			return cut(wordStart(text, cursor), cursor);
		case 'space':
			return insertText(edit, ' ', most);
		default:
			return isPrintable(key) ? insertText(edit, key, most) : undefined;
	}
}

/** Key names are single graphemes when printable, words such as `ctrl-a` otherwise. */
const isPrintable = (key: string): boolean => graphemeCount(key) === 1 && !/\p{Cc}/u.test(key);

function wordStart(text: string, cursor: number): number {
	const { unit } = readGraphemes(text);
	const isSpace = (index: number) => text.slice(unit(index), unit(index + 1)) === ' ';
	let start = cursor;
	while (start > 0 && isSpace(start - 1)) {
		start--;
	}
	while (start > 0 && !isSpace(start - 1)) {
		start--;
	}
	return start;
}
