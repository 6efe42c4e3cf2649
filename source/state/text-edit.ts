import { characters } from '../domain/cell-width.js';
import { sanitize } from '../domain/sanitize.js';

/** A line being edited; the cursor counts graphemes before it. */
export type TextEdit = { readonly text: string; readonly cursor: number };

const graphemes = (text: string): string[] => [...characters(text)];

/** A line with the cursor behind its end. */
export const textEdit = (text = ''): TextEdit => ({ text, cursor: graphemes(text).length });

/** The text around the cursor: before, under (one grapheme, or empty at the end), after. */
export function aroundCursor(edit: TextEdit): { before: string; under: string; after: string } {
	const parts = graphemes(edit.text);
	return {
		before: parts.slice(0, edit.cursor).join(''),
		under: parts[edit.cursor] ?? '',
		after: parts.slice(edit.cursor + 1).join(''),
	};
}

/** Puts text at the cursor; line ends become spaces, and what a terminal would obey or would not show goes. */
export function insertText(edit: TextEdit, text: string): TextEdit {
	const clean = sanitize(text);
	const parts = graphemes(edit.text);
	const before = parts.slice(0, edit.cursor).join('') + clean;
	return { text: before + parts.slice(edit.cursor).join(''), cursor: graphemes(before).length };
}

/** Applies an editing key as a shell's line editor does; undefined when the key is none. */
export function editKey(edit: TextEdit, key: string): TextEdit | undefined {
	const parts = graphemes(edit.text);
	const { cursor } = edit;
	const cut = (from: number, to: number): TextEdit => ({
		text: [...parts.slice(0, from), ...parts.slice(to)].join(''),
		cursor: from,
	});
	switch (key) {
		case 'left':
		case 'ctrl-b':
			return { ...edit, cursor: Math.max(0, cursor - 1) };
		case 'right':
		case 'ctrl-f':
			return { ...edit, cursor: Math.min(parts.length, cursor + 1) };
		case 'home':
		case 'ctrl-a':
			return { ...edit, cursor: 0 };
		case 'end':
		case 'ctrl-e':
			return { ...edit, cursor: parts.length };
		case 'backspace':
			return cursor > 0 ? cut(cursor - 1, cursor) : edit;
		case 'delete':
		case 'ctrl-d':
			return cut(cursor, cursor + 1);
		case 'ctrl-u':
			return cut(0, cursor);
		case 'ctrl-k':
			return cut(cursor, parts.length);
		case 'ctrl-w':
			return cut(wordStart(parts, cursor), cursor);
		case 'space':
			return insertText(edit, ' ');
		default:
			return isPrintable(key) ? insertText(edit, key) : undefined;
	}
}

/** Key names are single graphemes when printable, words such as `ctrl-a` otherwise. */
const isPrintable = (key: string): boolean => graphemes(key).length === 1 && !/\p{Cc}/u.test(key);

function wordStart(parts: readonly string[], cursor: number): number {
	let start = cursor;
	while (start > 0 && parts[start - 1] === ' ') start--;
	while (start > 0 && parts[start - 1] !== ' ') start--;
	return start;
}
