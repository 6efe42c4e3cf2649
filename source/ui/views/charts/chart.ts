import { cellWidth, pad } from '../../../domain/text/cell-width.js';
import type { Line, Role, Span } from '../../../domain/text/line.js';
import { type Glyphs, unicodeGlyphs } from '../../glyphs.js';
import { mergeSpans } from '../text/lines.js';

export type ChartOptions = {
	/** Oldest first, two per cell; `undefined` (not measured) is a gap. */
	readonly values: readonly (number | undefined)[];
	/** The present limit, which has a label. */
	readonly limit?: number;
	/** The limit at the time of each value, drawn as a line; rows near and at it have their own colours. Default `limit`. */
	readonly limits?: readonly (number | undefined)[];
	/** The full scale, above 0. */
	readonly max: number;
	readonly width: number;
	readonly height: number;
	/** An axis label: the value with its unit. */
	label(value: number): string;
	readonly glyphs?: Glyphs;
};

/** Dots of a braille cell from the bottom up, left and right column (U+2800 and these bits). */
const leftDots = [0x40, 0x04, 0x02, 0x01];
const rightDots = [0x80, 0x20, 0x10, 0x08];
const nearLimit = 0.8;

/** Draws values over time as a filled graph with its scale at the left: `height` lines of `width` cells. */
export function chart(options: ChartOptions): Line[] {
	const { values, limit, limits, max, width, height, label, glyphs = unicodeGlyphs } = options;
	const limitRow = limit === undefined || limit > max ? undefined : rowOf(limit, max, height);
	const labels = axisLabels(height, max, limit, limitRow, label);
	const gutter = Math.max(0, ...labels.map(cellWidth));
	const graphWidth = width - gutter - 1;
	if (graphWidth < 1 || height < 1) {
		return Array.from({ length: Math.max(0, height) }, () => []);
	}
	const perCell = glyphs.braille ? 2 : 1;
	const places = placesOf(values.length, graphWidth * perCell);
	const levels = places.map(place => {
		const value = values[place];
		return value === undefined ? undefined : dotsOf(value, max, height);
	});
	const cells = Array.from({ length: graphWidth }, (_, cell) => {
		const place = Math.min(places[cell * perCell + perCell - 1]!, values.length - 1);
		const then = limits === undefined ? limit : (limits[place] ?? (place < 0 ? limit : undefined));
		return { limit: then, row: then === undefined || then > max ? undefined : rowOf(then, max, height) };
	});

	return Array.from({ length: height }, (_, row) => {
		const below = (height - 1 - row) * 4;
		const spans: Span[] = [
			{ text: pad(labels[row]!, gutter, 'right'), role: row === limitRow ? 'warn' : 'dim' },
			{ text: labels[row] === '' ? glyphs.vertical : glyphs.teeRight, role: 'border' },
		];
		for (const [cell, then] of cells.entries()) {
			const text = glyphs.braille
				? brailleCell(levels[cell * 2], levels[cell * 2 + 1], below)
				: (levels[cell] ?? 0) >= below + 2 || (below === 0 && (levels[cell] ?? 0) > 0)
					? glyphs.block
					: ' ';
			const role = rowRole(height - 1 - row, height, max, then.limit);
			spans.push(text === ' ' && row === then.row ? { text: glyphs.dash, role: 'warn' } : { text, role });
		}
		return mergeSpans(spans);
	});
}

/** The width of a chart stands for at least this many values, about a minute, so that the first ones are not a thin line. */
const fewestValues = 60;

/** Returns the index of the value at each of `columns` places: the newest ones, or few of them from the left on. */
function placesOf(count: number, columns: number): number[] {
	if (count >= columns) {
		return Array.from({ length: columns }, (_, column) => count - columns + column);
	}
	const shown = Math.max(count, Math.min(fewestValues, columns));
	return Array.from({ length: columns }, (_, column) => Math.floor((column * shown) / columns));
}

/** Height in dots, four per row; a value above 0 has at least one. */
function dotsOf(value: number, max: number, height: number): number {
	const dots = Math.round((Math.min(max, Math.max(0, value)) / max) * height * 4);
	return value > 0 ? Math.max(1, dots) : 0;
}

function brailleCell(left: number | undefined, right: number | undefined, below: number): string {
	let bits = 0;
	for (let dot = 0; dot < 4; dot++) {
		if ((left ?? 0) > below + dot) {
			bits |= leftDots[dot]!;
		}
		if ((right ?? 0) > below + dot) {
			bits |= rightDots[dot]!;
		}
	}
	return bits === 0 ? ' ' : String.fromCharCode(0x2800 + bits);
}

function rowOf(value: number, max: number, height: number): number {
	return Math.min(height - 1, Math.max(0, Math.floor((1 - value / max) * height)));
}

/** Colours a row by the distance of its upper edge from the limit, regardless of its values. */
function rowRole(rowsBelow: number, height: number, max: number, limit: number | undefined): Role {
	if (limit === undefined) {
		return 'accent';
	}
	const top = ((rowsBelow + 1) / height) * max;
	const bottom = (rowsBelow / height) * max;
	if (top >= limit && bottom >= limit * nearLimit) {
		return 'bad';
	}
	return top > limit * nearLimit ? 'warn' : 'good';
}

function axisLabels(
	height: number,
	max: number,
	limit: number | undefined,
	limitRow: number | undefined,
	label: (value: number) => string,
): string[] {
	return Array.from({ length: height }, (_, row) => {
		if (limit !== undefined && row === limitRow) {
			return label(limit);
		}
		if (row === 0) {
			return label(max);
		}
		return row === height - 1 ? label(0) : '';
	});
}
