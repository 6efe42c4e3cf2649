import type { Line, Rect } from '../../domain/text/line.js';
import { blankCell, blankOf, type CellParser, type Cells, cellOf, characterOf, styleOf } from './cells.js';
import { continuation } from './characters.js';

/**
 * Lines that cover a rectangle of the screen completely: missing rows and cells are blank. `'base'` is a hole in the
 * layers below, where Ink's own frame is visible. The layer with the higher `z` is on top, and with equal `z` the one with
 * the later id.
 */
export type Layer = {
	readonly id: string;
	readonly z: number;
	readonly rect: Rect;
	readonly lines: readonly Line[] | 'base';
	/** If true, everything below the layer is a faint backdrop without colours. */
	readonly hasBackdrop?: boolean;
};

export const isSameRect = (a: Rect, b: Rect | undefined): boolean =>
	a.x === b?.x && a.y === b.y && a.width === b.width && a.height === b.height;

/** Draws the cells of a layer on screen row `y` into `row`; `base` is the same row of Ink's frame. */
export function overlay(row: Cells, layer: Layer, y: number, base: Cells | undefined, parser: CellParser): void {
	const { rect, lines } = layer;
	if (y < rect.y || y >= rect.y + rect.height) {
		return;
	}
	const from = Math.max(0, rect.x);
	const to = Math.min(row.length, rect.x + rect.width);
	if (from >= to) {
		return;
	}
	if (lines === 'base') {
		copy(row, from, to, base, from);
		return;
	}
	const line = lines[y - rect.y];
	copy(row, from, to, line === undefined ? undefined : parser.line(line), from - rect.x);
}

/** Fills `row[from, to)` with cells of `source` from `offset` on; a wide character that an edge cuts becomes blanks. */
export function copy(row: Cells, from: number, to: number, source: Cells | undefined, offset: number): void {
	const width = to - from;
	// A wide character that is covered in part, on either side, becomes blank as a whole.
	let start = from;
	while (start > 0 && characterOf(row[start]!) === continuation) {
		start--;
	}
	for (let x = start; x < from; x++) {
		row[x] = blankOf(row[x]!);
	}
	for (let x = to; x < row.length && characterOf(row[x]!) === continuation; x++) {
		row[x] = blankOf(row[x]!);
	}
	const count = source === undefined ? 0 : Math.max(0, Math.min(width, source.length - offset));
	if (count > 0) {
		row.set(source!.subarray(offset, offset + count), from);
	}
	if (count < width) {
		row.fill(blankCell, from + count, to);
	}
	if (count === 0) {
		return;
	}
	for (let x = from; x < from + count && characterOf(row[x]!) === continuation; x++) {
		row[x] = blankOf(row[x]!);
	}
	if (source!.length > offset + count && characterOf(source![offset + count]!) === continuation) {
		let x = from + count - 1;
		while (x > from && characterOf(row[x]!) === continuation) {
			x--;
		}
		for (; x < from + count; x++) {
			row[x] = blankOf(row[x]!);
		}
	}
}

/** Gives all cells of a row one style. Reverse video and coloured backgrounds end, so blanks are empty. */
export function restyle(row: Cells, style: number): void {
	for (let x = 0; x < row.length; x++) {
		row[x] = cellOf(characterOf(row[x]!), style);
	}
}

/** Gives the cells of a row the colours of a theme where they have none of their own. */
export function ground(row: Cells, onGround: (style: number) => number): void {
	for (let x = 0; x < row.length; x++) {
		const cell = row[x]!;
		row[x] = cellOf(characterOf(cell), onGround(styleOf(cell)));
	}
}
