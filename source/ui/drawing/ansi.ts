import type { Line } from '../../domain/text/line.js';
import { type Palette, spanSgr } from '../theme.js';

/** Returns a styled line as text with SGR sequences for Ink. Ink does not treat `ESC[m` as a reset, but `ESC[0m`. */
export function toAnsi(line: Line, palette: Palette): string {
	return line
		.map(span => {
			const sgr = spanSgr(span, palette);
			return sgr === '' ? span.text : `\x1b[${sgr}m${span.text}\x1b[0m`;
		})
		.join('');
}
