import { cellWidth, takeEnd, takeStart } from '../../../domain/text/cell-width.js';
import { graphemeCount, readGraphemes } from '../../../domain/text/graphemes.js';
import type { TextEdit } from '../../../state/modals/text-edit.js';
import { visibleControls } from './visible-controls.js';

/** The visible part of a text that is being typed: before, under (one character, a space at the end) and behind the cursor. */
export type FieldWindow = { readonly before: string; readonly under: string; readonly after: string };

/**
 * The part of a text around its cursor that fits into `width` cells; control characters as their pictures. Of a long text only
 * what is near the cursor is looked at.
 */
export function fieldWindow(edit: TextEdit, width: number, mask = false): FieldWindow {
	const { before, under, after } = mask ? masked(edit) : near(edit, width);
	const room = Math.max(0, width - Math.max(1, cellWidth(under)));
	const left = takeEnd(before, room);
	return { before: left, under: under || ' ', after: takeStart(after, room - cellWidth(left)) };
}

/** As many characters on each side as there are cells: each takes one at least. */
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
	const behind = Math.max(0, graphemeCount(text) - cursor);
	return { before: '•'.repeat(cursor), under: behind > 0 ? '•' : '', after: '•'.repeat(Math.max(0, behind - 1)) };
}
