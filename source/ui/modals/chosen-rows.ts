import type { Line } from '../../domain/text/line.js';
import type { Glyphs } from '../glyphs.js';
import { cutLine, fitLine, reverseLine } from '../views/text/lines.js';

/** Fits rows into `width` cells and shows the chosen one in reverse video. */
export const chosenRows = (rows: readonly Line[], chosen: number, width: number, glyphs: Glyphs): readonly Line[] =>
	rows.map((row, at) =>
		at === chosen ? reverseLine(cutLine(row, width, glyphs.ellipsis), width) : fitLine(row, width, glyphs.ellipsis),
	);
