import type { Glyphs } from '../../glyphs.js';

/**
 * Returns the visible rows of a list. The viewport scrolls only as far as needed to show the selection, and leaves no empty
 * rows at its end.
 *
 * @param selected Row that must be visible, or -1.
 * @param offset First row that was visible before.
 * @returns First row, and the row after the last.
 */
export function windowOf(
	count: number,
	selected: number,
	height: number,
	offset: number,
): { start: number; end: number } {
	let start = offset;
	if (selected >= 0) {
		start = Math.max(selected - height + 1, Math.min(selected, start));
	}
	start = Math.max(0, Math.min(start, count - height));
	return { start, end: Math.min(count, start + Math.max(0, height)) };
}

/**
 * Returns the characters of a scroll bar, one per row, on `track`; `undefined` if all rows are visible.
 *
 * @param offset First visible row.
 */
export function scrollBar(
	count: number,
	offset: number,
	height: number,
	track: string,
	glyphs: Glyphs,
): string[] | undefined {
	if (count <= height || height <= 0) {
		return undefined;
	}
	const length = Math.max(1, Math.round((height * height) / count));
	const travel = height - length;
	const hidden = count - height;
	let top = Math.round((Math.min(offset, hidden) / hidden) * travel);
	// The thumb touches an end only if no rows are hidden there.
	if (offset > 0 && travel > 1) {
		top = Math.max(1, top);
	}
	if (offset < hidden && travel > 1) {
		top = Math.min(travel - 1, top);
	}
	return Array.from({ length: height }, (_, row) => (row >= top && row < top + length ? glyphs.thumb : track));
}
