import type { Line } from '../../domain/text/line.js';
import { lookOf, type Palette } from '../theme.js';

/** A styled line as text with SGR sequences for Ink, which takes `ESC[m` for no reset. */
export function toAnsi(line: Line, palette: Palette): string {
	return line
		.map(span => {
			const look = [lookOf(span, palette), span.reverse ? '7' : ''].filter(Boolean).join(';');
			return look === '' ? span.text : `\x1b[${look}m${span.text}\x1b[0m`;
		})
		.join('');
}
