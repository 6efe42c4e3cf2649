import type { Line } from '../../domain/line.js';
import { aroundCursor, type TextEdit } from '../../state/text-edit.js';
import { span } from './lines.js';

/** Text being typed, its cursor in reverse video. */
export function editSpans(edit: TextEdit): Line {
	const { before, under, after } = aroundCursor(edit);
	return [span(before, 'strong'), { text: under || ' ', reverse: true }, span(after, 'strong')].filter(
		({ text }) => text !== '',
	);
}
