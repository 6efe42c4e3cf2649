import { BLANK, type Cells, characterOf, styleOf } from './cells.js';
import { CONTINUATION, characterText, doubtfulWidth, SPACE } from './characters.js';
import { blankStyle, transition } from './styles.js';

/**
 * Writes changed cells as escape sequences, in as few bytes as it can. Knows where the terminal's cursor and what its
 * pen is; both are unknown, that is default, at the start and the end of a frame.
 */
export type RowWriter = {
	/** Writes what differs between a row on the screen and the row wanted. Rows are as wide as the screen. */
	row(y: number, shown: Cells, wanted: Cells): void;
	/** What was written since the last call, with the pen put down. */
	take(): string;
	/** Cells written since it was made. */
	readonly cells: number;
};

const UNKNOWN = -1;
/** Unchanged cells that are written again when that may be shorter than a cursor move. */
const LONGEST_BRIDGE = 5;
const ERASE_TO_END = '\x1b[K';
/** Of an erasure of some cells (ECH), and of the move past them. */
const ERASE_LENGTH = 5;

/** @param rows Height of the screen. What could wrap or scroll at its right edge is written with line wrap off. */
export function createRowWriter(columns: number, rows: number): RowWriter {
	let output = '';
	let pen = 0;
	let cursorX = UNKNOWN;
	let cursorY = UNKNOWN;
	let cells = 0;

	function move(x: number, y: number): void {
		if (cursorX === x && cursorY === y) {
			return;
		}
		output += shortestMove(cursorX, cursorY, x, y);
		cursorX = x;
		cursorY = y;
	}

	function paint(style: number, character: number): void {
		// Colour, weight and slant of the pen do not show on a space.
		if (character === SPACE && blankStyle(pen) === style) {
			return;
		}
		output += transition(pen, style);
		pen = style;
	}

	/** Returns the cells in doubt after it. */
	function write(x: number, y: number, wanted: Cells): number {
		const cell = wanted[x]!;
		const character = characterOf(cell);
		let width = 1;
		while (x + width < columns && characterOf(wanted[x + width]!) === CONTINUATION) {
			width++;
		}
		const doubt = doubtfulWidth(character);
		const wraps = (y === rows - 1 && x + width === columns) || x + doubt > columns;
		paint(styleOf(cell), character);
		if (wraps) {
			output += '\x1b[?7l';
		}
		// Where the terminal draws it narrower, nothing old must shine through.
		if (doubt > 0 && width > 1) {
			output += `${' '.repeat(width)}\x1b[${y + 1};${x + 1}H`;
		}
		output += characterText(character);
		if (wraps) {
			output += '\x1b[?7h';
		}
		cells += width;
		cursorX = doubt > 0 || x + width === columns ? UNKNOWN : x + width;
		return doubt;
	}

	return {
		row(y, shown, wanted) {
			const end = textEnd(wanted);
			let last = columns - 1;
			while (last >= 0 && shown[last] === wanted[last]) {
				last--;
			}
			// The changes past the text are blanks: from there the rest of the row is erased when that is shorter.
			const erase = last - end >= ERASE_TO_END.length - 1 ? end : columns;
			let redrawUntil = 0;
			for (let x = 0; x <= last; x++) {
				if (shown[x] === wanted[x] && x >= redrawUntil) {
					continue;
				}
				if (characterOf(wanted[x]!) === CONTINUATION) {
					continue;
				}
				if (x >= erase) {
					move(x, y);
					paint(0, CONTINUATION);
					output += ERASE_TO_END;
					break;
				}
				if (cursorY === y && cursorX !== UNKNOWN && x - cursorX > 0 && x - cursorX <= LONGEST_BRIDGE) {
					bridge(x, y, wanted);
				}
				move(x, y);
				const blanks = changedBlanks(x, last, shown, wanted);
				if (isErasable(x, blanks, shown, wanted)) {
					paint(0, SPACE);
					output += `\x1b[${blanks}X`;
					cells += blanks;
					x += blanks - 1;
					continue;
				}
				const doubt = write(x, y, wanted);
				if (doubt > 0) {
					redrawUntil = Math.max(redrawUntil, x + doubt);
					last = Math.max(last, Math.min(columns - 1, redrawUntil - 1));
				}
			}
		},
		take() {
			output += transition(pen, 0);
			const text = output;
			output = '';
			pen = 0;
			cursorX = UNKNOWN;
			cursorY = UNKNOWN;
			return text;
		},
		get cells() {
			return cells;
		},
	};

	/** Writes unchanged cells up to `x` again if the pen suits them all and they are no longer than the move. */
	function bridge(x: number, y: number, wanted: Cells): void {
		const gap = x - cursorX;
		if (gap > shortestMove(cursorX, y, x, y).length) {
			return;
		}
		for (let at = cursorX; at < x; at++) {
			const character = characterOf(wanted[at]!);
			const style = styleOf(wanted[at]!);
			if (character >= 0x7f || character === CONTINUATION) {
				return;
			}
			if (style !== pen && !(character === SPACE && blankStyle(pen) === style)) {
				return;
			}
		}
		for (let at = cursorX; at < x; at++) {
			output += characterText(characterOf(wanted[at]!));
		}
		cells += gap;
		cursorX = x;
	}
}

/** How many cells from `x` on become empty, up to the last of them that was not. */
function changedBlanks(x: number, last: number, shown: Cells, wanted: Cells): number {
	let count = 0;
	for (let at = x; at <= last && wanted[at] === BLANK; at++) {
		if (shown[at] !== BLANK) {
			count = at - x + 1;
		}
	}
	return count;
}

/** Whether erasing is shorter than writing spaces: the cursor stays before what is erased. */
function isErasable(x: number, blanks: number, shown: Cells, wanted: Cells): boolean {
	const goesOn = shown[x + blanks] !== wanted[x + blanks];
	return blanks > ERASE_LENGTH * (goesOn ? 2 : 1);
}

/** Where the text of a row ends: past it there are only empty cells. */
function textEnd(row: Cells): number {
	let end = row.length;
	while (end > 0 && row[end - 1] === BLANK) {
		end--;
	}
	return end;
}

function shortestMove(fromX: number, fromY: number, x: number, y: number): string {
	const place = x === 0 ? (y === 0 ? '\x1b[H' : `\x1b[${y + 1}H`) : `\x1b[${y + 1};${x + 1}H`;
	if (fromX === UNKNOWN) {
		return place;
	}
	let shortest = place;
	const consider = (move: string) => {
		if (move.length < shortest.length) {
			shortest = move;
		}
	};
	const times = (count: number) => (count === 1 ? '' : String(count));
	if (fromY === y) {
		if (x === 0) {
			consider('\r');
		}
		if (x > fromX) {
			consider(`\x1b[${times(x - fromX)}C`);
		} else {
			consider(x === fromX - 1 ? '\b' : `\x1b[${times(fromX - x)}D`);
		}
	} else if (x === 0 && y === fromY + 1) {
		consider('\r\n');
	} else if (x === fromX) {
		consider(y > fromY ? `\x1b[${times(y - fromY)}B` : `\x1b[${times(fromY - y)}A`);
	}
	return shortest;
}
