import { cellWidth, characters, takeEnd, takeStart } from '../../domain/cell-width.js';
import { aroundCursor, type TextEdit } from '../../state/text-edit.js';
import { visibleControls } from './visible-controls.js';

/** What is seen of a text that is being typed: before, under (one character, a space at the end) and behind the cursor. */
export type FieldWindow = { readonly before: string; readonly under: string; readonly after: string };

/** The part of a text around its cursor that fits into `width` cells; control characters as their pictures. */
export function fieldWindow(edit: TextEdit, width: number, mask = false): FieldWindow {
	const text = mask ? '•'.repeat([...characters(edit.text)].length) : visibleControls(edit.text);
	const { before, under, after } = aroundCursor({ ...edit, text });
	const room = Math.max(0, width - Math.max(1, cellWidth(under)));
	const left = takeEnd(before, room);
	return { before: left, under: under || ' ', after: takeStart(after, room - cellWidth(left)) };
}
