import { type Glyphs, unicodeGlyphs } from '../../glyphs.js';

/**
 * Draws the latest values in `width` cells, newest at the right; few of them stand at the left.
 *
 * @param values Oldest first; `undefined` (not measured) is a gap.
 * @param max The full scale, above 0.
 */
export function sparkline(
	values: readonly (number | undefined)[],
	max: number,
	width: number,
	{ steps }: Glyphs = unicodeGlyphs,
): string {
	const shown = width > 0 ? values.slice(-width) : [];
	const columns = shown.map(value => {
		if (value === undefined) {
			return ' ';
		}
		const step = Math.ceil((Math.min(max, Math.max(0, value)) / max) * steps.length) - 1;
		return steps[Math.max(0, step)]!;
	});
	return columns.join('').padEnd(Math.max(0, width));
}
