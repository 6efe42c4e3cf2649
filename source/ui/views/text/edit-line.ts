import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Line, Rect } from '../../../domain/text/line.js';
import type { TextEdit } from '../../../state/modals/text-edit.js';
import { fieldWindow } from './field-window.js';
import { span } from './lines.js';

/** The place of a text field inside a border line. */
export type FieldPlace = {
	readonly edit: TextEdit;
	/** The cells that the field covers now. */
	readonly rect: Rect;
	/** The maximum width of the field in cells; longer text scrolls. */
	readonly width: number;
};

/** Measures a text field in at most `width` cells of a line; a note after it shows why a key or paste was refused. */
export function measureField(
	edit: TextEdit,
	width: number,
): { readonly cells: number; readonly width: number; readonly note: Line } {
	const note = edit.note === undefined ? '' : ` ${edit.note} `;
	const fieldWidth = Math.max(8, width - note.length);
	const { before, under, after } = fieldWindow(edit, fieldWidth);
	return { cells: cellWidth(before + under + after), width: fieldWidth, note: note === '' ? [] : [span(note, 'warn')] };
}

/** Leaves the cells blank that the text field covers, and adds its note. */
export function editGap(edit: TextEdit, width: number): Line {
	const { cells, note } = measureField(edit, width);
	return [span(' '.repeat(cells)), ...note];
}
