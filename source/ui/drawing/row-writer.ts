import { blankCell, type Cells, characterOf, styleOf } from './cells.js';
import { characterText, continuation, doubtfulWidth, space } from './characters.js';
import { withoutSpots } from './spots.js';
import { blankStyle, transition } from './styles.js';

const unknownPosition = -1;
/** Up to this many unchanged cells are written again if that is not longer than a cursor move. */
const maxBridge = 5;
const eraseToEnd = '\x1b[K';
/** Bytes of the sequence that erases some cells (ECH), and of the move past them. */
const eraseLength = 5;

/**
 * Writes changed cells as escape sequences, in as few bytes as it can. It keeps track of the terminal's cursor and pen
 * (style); at the start and the end of a frame the cursor is unknown and the pen has the default style.
 */
export class RowWriter {
	readonly #columns: number;
	readonly #rows: number;
	#output = '';
	#pen = 0;
	#cursorX = unknownPosition;
	#cursorY = unknownPosition;
	#cells = 0;
	/** A buffer for a row without its spots. */
	readonly #ground: Cells;

	/** @param rows Height of the screen. Cells that could wrap or scroll at its right edge are written with line wrap off. */
	constructor(columns: number, rows: number) {
		this.#columns = columns;
		this.#rows = rows;
		this.#ground = new Uint32Array(columns);
	}

	/** Cells written since this writer was created. */
	get cells(): number {
		return this.#cells;
	}

	/** Returns the text written since the last call; it ends with the pen in the default style. */
	take(): string {
		const text = this.#output + transition(this.#pen, 0);
		this.#output = '';
		this.#pen = 0;
		this.#cursorX = unknownPosition;
		this.#cursorY = unknownPosition;
		return text;
	}

	/** Writes the difference between a row on the screen and the wanted row. Rows are as wide as the screen. */
	row(y: number, shown: Cells, wanted: Cells): void {
		if (withoutSpots(shown, wanted, this.#ground)) {
			this.#difference(y, shown, this.#ground);
			this.#difference(y, this.#ground, wanted);
		} else {
			this.#difference(y, shown, wanted);
		}
	}

	#difference(y: number, shown: Cells, wanted: Cells): void {
		let last = lastDifference(shown, wanted);
		// All changes after the text are blanks: erasing the rest of the row is often shorter than writing them.
		const textEnd = endOfText(wanted);
		const eraseFrom = last - textEnd >= eraseToEnd.length - 1 ? textEnd : this.#columns;
		let redrawUntil = 0;
		for (let x = 0; x <= last; x++) {
			const isUnchanged = shown[x] === wanted[x] && x >= redrawUntil;
			if (isUnchanged || characterOf(wanted[x]!) === continuation) {
				continue;
			}
			if (x >= eraseFrom) {
				this.#eraseToEnd(x, y);
				break;
			}
			this.#bridge(x, y, wanted);
			this.#move(x, y);
			const blanks = changedBlanks(x, last, shown, wanted);
			if (isErasable(x, blanks, shown, wanted)) {
				this.#eraseCells(blanks);
				x += blanks - 1;
				continue;
			}
			const doubt = this.#write(x, y, shown, wanted);
			if (doubt > 0) {
				redrawUntil = Math.max(redrawUntil, x + doubt);
				last = Math.max(last, Math.min(this.#columns - 1, redrawUntil - 1));
			}
		}
	}

	#move(x: number, y: number): void {
		if (this.#cursorX === x && this.#cursorY === y) {
			return;
		}
		this.#output += shortestMove(this.#cursorX, this.#cursorY, x, y);
		this.#cursorX = x;
		this.#cursorY = y;
	}

	/** Writes unchanged cells up to `x` again if they all fit the pen and are no longer than the move. */
	#bridge(x: number, y: number, wanted: Cells): void {
		const from = this.#cursorX;
		const gap = x - from;
		const isNear = this.#cursorY === y && from !== unknownPosition && gap > 0 && gap <= maxBridge;
		if (!isNear || gap > shortestMove(from, y, x, y).length) {
			return;
		}
		for (let at = from; at < x; at++) {
			const character = characterOf(wanted[at]!);
			if (character >= 0x7f || character === continuation || !this.#isPenFor(styleOf(wanted[at]!), character)) {
				return;
			}
		}
		for (let at = from; at < x; at++) {
			this.#output += characterText(characterOf(wanted[at]!));
		}
		this.#cells += gap;
		this.#cursorX = x;
	}

	/** Returns true if the pen can stay: colour, weight and slant are not visible on a space. */
	#isPenFor(style: number, character: number): boolean {
		return style === this.#pen || (character === space && blankStyle(this.#pen) === style);
	}

	#setPen(style: number): void {
		this.#output += transition(this.#pen, style);
		this.#pen = style;
	}

	/** Writes the character at `x`. Returns the number of cells that it may cover, or 0 if all terminals agree on it. */
	#write(x: number, y: number, shown: Cells, wanted: Cells): number {
		const cell = wanted[x]!;
		const character = characterOf(cell);
		let width = 1;
		while (x + width < this.#columns && characterOf(wanted[x + width]!) === continuation) {
			width++;
		}
		const doubt = doubtfulWidth(character);
		const isAtEnd = x + width === this.#columns;
		const mayWrap = (y === this.#rows - 1 && isAtEnd) || x + doubt > this.#columns;
		if (!this.#isPenFor(styleOf(cell), character)) {
			this.#setPen(styleAhead(x, shown, wanted));
		}
		if (mayWrap) {
			this.#output += '\x1b[?7l';
		}
		// Blanks come first, because a terminal that draws the character narrower leaves the old text beside it.
		if (doubt > 0 && width > 1) {
			this.#output += `${' '.repeat(width)}\x1b[${y + 1};${x + 1}H`;
		}
		this.#output += characterText(character);
		if (mayWrap) {
			this.#output += '\x1b[?7h';
		}
		this.#cells += width;
		this.#cursorX = doubt > 0 || isAtEnd ? unknownPosition : x + width;
		return doubt;
	}

	#eraseToEnd(x: number, y: number): void {
		this.#move(x, y);
		this.#setPen(0);
		this.#output += eraseToEnd;
	}

	/** Erases cells from the cursor on, which stays where it is. */
	#eraseCells(count: number): void {
		if (!this.#isPenFor(0, space)) {
			this.#setPen(0);
		}
		this.#output += `\x1b[${count}X`;
		this.#cells += count;
	}
}

function lastDifference(shown: Cells, wanted: Cells): number {
	let last = wanted.length - 1;
	while (last >= 0 && shown[last] === wanted[last]) {
		last--;
	}
	return last;
}

/**
 * Returns a style for the cell at `x`. A blank takes that of the next character that is written after it, if it looks the same
 * in it: one sequence sets a background and a text colour.
 */
function styleAhead(x: number, shown: Cells, wanted: Cells): number {
	const style = styleOf(wanted[x]!);
	let at = x;
	while (at < wanted.length && shown[at] !== wanted[at] && characterOf(wanted[at]!) === space) {
		at++;
	}
	const isWritten = at > x && at < wanted.length && shown[at] !== wanted[at];
	const ahead = isWritten ? styleOf(wanted[at]!) : style;
	return blankStyle(ahead) === style ? ahead : style;
}

/** Counts the cells from `x` on that become empty, up to the last of them that was not. */
function changedBlanks(x: number, last: number, shown: Cells, wanted: Cells): number {
	let count = 0;
	for (let at = x; at <= last && wanted[at] === blankCell; at++) {
		if (shown[at] !== blankCell) {
			count = at - x + 1;
		}
	}
	return count;
}

/** Returns true if an erasure is shorter than spaces; it leaves the cursor before the erased cells. */
function isErasable(x: number, blanks: number, shown: Cells, wanted: Cells): boolean {
	const needsMove = shown[x + blanks] !== wanted[x + blanks];
	return blanks > eraseLength * (needsMove ? 2 : 1);
}

/** Returns the column after the last cell that is not empty. */
function endOfText(row: Cells): number {
	let end = row.length;
	while (end > 0 && row[end - 1] === blankCell) {
		end--;
	}
	return end;
}

function shortestMove(fromX: number, fromY: number, x: number, y: number): string {
	const place = x === 0 ? (y === 0 ? '\x1b[H' : `\x1b[${y + 1}H`) : `\x1b[${y + 1};${x + 1}H`;
	if (fromX === unknownPosition) {
		return place;
	}
	if (x === 0 && y === fromY + 1) {
		return '\r\n';
	}
	return shorter(place, vertical(fromY, y) + horizontal(fromX, x));
}

function horizontal(from: number, x: number): string {
	if (x === from) {
		return '';
	}
	const fromStart = x === 0 ? '\r' : `\r\x1b[${times(x)}C`;
	const direct = x > from ? `\x1b[${times(x - from)}C` : x === from - 1 ? '\b' : `\x1b[${times(from - x)}D`;
	return shorter(direct, fromStart);
}

const vertical = (from: number, y: number): string =>
	y === from ? '' : y > from ? `\x1b[${times(y - from)}B` : `\x1b[${times(from - y)}A`;

/** A number in an escape sequence, which is left out if it is 1. */
const times = (count: number): string => (count === 1 ? '' : String(count));

const shorter = (a: string, b: string): string => (b.length < a.length ? b : a);
