import type { Line } from '../../domain/line.js';
import type { Palette } from '../theme.js';

/** A styled line as text with SGR sequences, for where no compositor draws it. */
export function toAnsi(line: Line, palette: Palette): string {
	return line
		.map(({ text, role = 'text', reverse, sgr }) => {
			const look = [sgr ?? palette[role], reverse ? '7' : ''].filter(Boolean).join(';');
			return look === '' ? text : `\x1b[${look}m${text}\x1b[m`;
		})
		.join('');
}
