import type { Line } from '../../../domain/text/line.js';
import type { TextEdit } from '../../../state/modals/text-edit.js';
import { fieldWindow } from './field-window.js';
import { span } from './lines.js';

/** Text being typed in at most `width` cells, its cursor in reverse video and always seen; behind it what was not taken. */
export function editSpans(edit: TextEdit, width: number): Line {
	const note = edit.note === undefined ? '' : ` ${edit.note} `;
	const { before, under, after } = fieldWindow(edit, Math.max(8, width - note.length));
	return [
		span(before, 'strong'),
		{ text: under, reverse: true } as const,
		span(after, 'strong'),
		span(note, 'warn'),
	].filter(({ text }) => text !== '');
}
