import type { Line } from '../../domain/text/line.js';
import type { PartAt } from '../drawing/plate.js';
import type { Glyphs } from '../glyphs.js';
import { bandLine, cutLine, fitLine } from '../views/text/lines.js';

/** Fits rows into `width` cells and shows the chosen one on a band. */
export const chosenRows = (rows: readonly Line[], chosen: number, width: number, glyphs: Glyphs): readonly Line[] =>
	rows.map((row, at) =>
		at === chosen ? bandLine(cutLine(row, width, glyphs.ellipsis), width) : fitLine(row, width, glyphs.ellipsis),
	);

/** The items at the rows below `above` other ones, the first of them with the index `top`. */
export const itemAt =
	(top: number, count: number, above = 0): PartAt =>
	row => {
		const index = top + row - above;
		return row < above || index >= count ? undefined : { kind: 'item', index };
	};
