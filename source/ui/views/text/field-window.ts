import { cellWidth, takeEnd, takeStart } from '../../../domain/text/cell-width.js';
import { graphemeCount, readGraphemes } from '../../../domain/text/graphemes.js';
import type { TextEdit } from '../../../state/modals/text-edit.js';
import { visibleControls } from './visible-controls.js';

/** The visible part of a text field: before, under (one character, a space at the end of the text) and after the cursor. */
export type FieldWindow = { readonly before: string; readonly under: string; readonly after: string };

/**
 * Returns the part of a text around its cursor that fits into `width` cells, with control characters as symbols. It reads
 * only the text near the cursor, because a pasted text may be long.
 */
export function fieldWindow(edit: TextEdit, width: number, mask = false): FieldWindow {
	const { before, under, after } = mask ? masked(edit) : near(edit, width);
	const freeWidth = Math.max(0, width - Math.max(1, cellWidth(under)));
	const left = takeEnd(before, freeWidth);
	return { before: left, under: under || ' ', after: takeStart(after, freeWidth - cellWidth(left)) };
}

/** Takes one character per cell on each side: each character needs at least one cell. */
function near({ text, cursor }: TextEdit, width: number): FieldWindow {
	const { unit } = readGraphemes(text);
	const part = (from: number, to: number) => visibleControls(text.slice(unit(Math.max(0, from)), unit(to)));
	return {
		before: part(cursor - width - 1, cursor),
		under: part(cursor, cursor + 1),
		after: part(cursor + 1, cursor + width + 2),
	};
}

function masked({ text, cursor }: TextEdit): FieldWindow {
	const remaining = Math.max(0, graphemeCount(text) - cursor);
	return { before: '•'.repeat(cursor), under: remaining > 0 ? '•' : '', after: '•'.repeat(Math.max(0, remaining - 1)) };
}
