import type { Line } from '../../domain/text/line.js';
import type { Glyphs } from '../glyphs.js';
import { bandLine, cutLine, fitLine } from '../views/text/lines.js';

/** Fits rows into `width` cells and shows the chosen one on a band. */
export const chosenRows = (rows: readonly Line[], chosen: number, width: number, glyphs: Glyphs): readonly Line[] =>
	rows.map((row, at) =>
		at === chosen ? bandLine(cutLine(row, width, glyphs.ellipsis), width) : fitLine(row, width, glyphs.ellipsis),
	);
