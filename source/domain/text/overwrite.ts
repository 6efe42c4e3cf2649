import { graphemes } from './cell-width.js';

/** A longer run of colour sequences keeps only its last one: each cell carries its own run. */
const maxColourLength = 256;

type Cell = { readonly text: string; readonly colour: string };
const blank: Cell = { text: ' ', colour: '' };
/** The second half of a wide character. */
const half: Cell = { text: '', colour: '' };

/**
 * Carries out the backspaces of a log text as a terminal does: each one moves one cell to the left, and the text after it
 * replaces what stands there. The text has no other control characters than SGR colours.
 */
export function overwrite(text: string): string {
	const cells: Cell[] = [];
	let at = 0;
	let colour = '';
	for (const part of text.split(/(\x1b\[[0-9;:]*m|\x08)/)) {
		if (part === '\b') {
			at = Math.max(0, at - 1);
		} else if (part.startsWith('\x1b')) {
			colour = /^\x1b\[0*m$/.test(part) ? '' : (colour.length > maxColourLength ? '' : colour) + part;
		} else {
			at = write(cells, at, part, colour);
		}
	}
	return textOf(cells);
}

/** Writes a text over the cells from `at` on; returns the place after it. */
function write(cells: Cell[], at: number, text: string, colour: string): number {
	let place = at;
	for (const grapheme of graphemes(text)) {
		if (grapheme.width === 0) {
			continue;
		}
		for (let cell = place; cell < place + grapheme.width; cell++) {
			clear(cells, cell);
		}
		cells[place] = { text: grapheme.text, colour };
		for (let cell = place + 1; cell < place + grapheme.width; cell++) {
			cells[cell] = half;
		}
		place += grapheme.width;
	}
	return place;
}

/** Frees a cell. Half of a wide character cannot stay. */
function clear(cells: Cell[], at: number): void {
	if (cells[at] === half) {
		cells[at - 1] = blank;
	}
	if (cells[at + 1] === half) {
		cells[at + 1] = blank;
	}
}

function textOf(cells: readonly Cell[]): string {
	let result = '';
	let colour = '';
	for (const cell of cells) {
		if (cell !== half && cell.colour !== colour) {
			result += `${colour === '' ? '' : '\x1b[0m'}${cell.colour}`;
			colour = cell.colour;
		}
		result += cell.text;
	}
	return colour === '' ? result : `${result}\x1b[0m`;
}
