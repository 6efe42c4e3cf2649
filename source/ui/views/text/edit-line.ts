import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Line, Rect } from '../../../domain/text/line.js';
import type { TextEdit } from '../../../state/modals/text-edit.js';
import { fieldWindow } from './field-window.js';
import { span } from './lines.js';

/** The place of a text field in a line that is not its own. */
export type FieldPlace = {
	readonly edit: TextEdit;
	/** Of what the field shows now. */
	readonly rect: Rect;
	/** Cells that its text scrolls in. */
	readonly width: number;
};

/** Room for a text field in at most `width` cells of a line; behind it the reason why a key or paste was not taken. */
export function editRoom(
	edit: TextEdit,
	width: number,
): { readonly cells: number; readonly width: number; readonly note: Line } {
	const note = edit.note === undefined ? '' : ` ${edit.note} `;
	const room = Math.max(8, width - note.length);
	const { before, under, after } = fieldWindow(edit, room);
	return { cells: cellWidth(before + under + after), width: room, note: note === '' ? [] : [span(note, 'warn')] };
}

/** The gap in the line that the text field is laid over, and the note behind it. */
export function editGap(edit: TextEdit, width: number): Line {
	const { cells, note } = editRoom(edit, width);
	return [span(' '.repeat(cells)), ...note];
}
