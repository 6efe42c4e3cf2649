import type { Glyphs } from '../../glyphs.js';

/**
 * Which rows of a list are seen: the window moves no further than it must to hold the selection, and leaves no empty
 * rows at its end.
 *
 * @param selected Row that must be seen, or -1.
 * @param offset First row seen until now.
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
 * Characters of a scroll bar, one a row, drawn over `track`; `undefined` when all rows are seen.
 *
 * @param offset First row seen.
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
	// Both ends are reached only when there is nothing beyond them.
	if (offset > 0 && travel > 1) {
		top = Math.max(1, top);
	}
	if (offset < hidden && travel > 1) {
		top = Math.min(travel - 1, top);
	}
	return Array.from({ length: height }, (_, row) => (row >= top && row < top + length ? glyphs.thumb : track));
}
