import { pad, truncate } from '../../domain/text/cell-width.js';
import type { Line } from '../../domain/text/line.js';
import { smallest } from '../../state/layout.js';
import type { State } from '../../state/state.js';
import type { Glyphs } from '../glyphs.js';

/** Replaces all other views in a window below the minimum size. */
export function smallView(
	{ size, modals, input }: State,
	width: number,
	height: number,
	glyphs: Glyphs,
): readonly Line[] {
	const texts = [
		'window too small',
		`needs ${smallest.columns}x${smallest.rows}, has ${size.columns}x${size.rows}`,
		modals.length > 0 || input ? 'Esc closes the dialog' : 'Ctrl-c quits',
	].slice(0, height);
	const above = Math.floor((height - texts.length) / 2);
	return Array.from({ length: Math.max(0, height) }, (_, row) => {
		const text = texts[row - above] ?? '';
		return [{ text: pad(truncate(text, width, { ellipsis: glyphs.ellipsis }), width, 'center') }];
	});
}
