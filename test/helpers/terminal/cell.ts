import type { IBufferCell, Terminal } from '@xterm/headless';

/** A colour: palette index 0–255, `#rrggbb`, or undefined for the terminal's own. */
export type Colour = number | string | undefined;

export type Cell = {
	/** The grapheme; a space where nothing was written, empty in the second half of a wide character. */
	text: string;
	/** Columns: 1, 2, or 0 for the second half of a wide character. */
	width: number;
	foreground: Colour;
	background: Colour;
	bold: boolean;
	dim: boolean;
	italic: boolean;
	underline: boolean;
	inverse: boolean;
	strikethrough: boolean;
};

/** The cell at a place on the visible screen; 0, 0 is the upper left corner. */
export function cellAt(terminal: Terminal, x: number, y: number): Cell {
	const buffer = terminal.buffer.active;
	const cell = buffer.getLine(buffer.baseY + y)?.getCell(x);
	if (cell === undefined) {
		throw new RangeError(`No cell at ${x}, ${y}`);
	}
	return {
		text: cell.getWidth() === 0 ? '' : cell.getChars() || ' ',
		width: cell.getWidth(),
		foreground: colour(cell.isFgDefault(), cell.isFgRGB(), cell.getFgColor()),
		background: colour(cell.isBgDefault(), cell.isBgRGB(), cell.getBgColor()),
		...attributes(cell),
	};
}

/** The visible rows without trailing blanks. */
export function screenOf(terminal: Terminal): string[] {
	const buffer = terminal.buffer.active;
	// A line of the alternate screen keeps the cells that a narrower window hides.
	return Array.from(
		{ length: terminal.rows },
		(_, y) => buffer.getLine(buffer.baseY + y)?.translateToString(true, 0, terminal.cols) ?? '',
	);
}

function attributes(cell: IBufferCell) {
	return {
		bold: cell.isBold() !== 0,
		dim: cell.isDim() !== 0,
		italic: cell.isItalic() !== 0,
		underline: cell.isUnderline() !== 0,
		inverse: cell.isInverse() !== 0,
		strikethrough: cell.isStrikethrough() !== 0,
	};
}

function colour(isDefault: boolean, isRgb: boolean, value: number): Colour {
	if (isDefault) {
		return undefined;
	}
	return isRgb ? `#${value.toString(16).padStart(6, '0')}` : value;
}
