import { graphemes } from '../../domain/text/cell-width.js';
import type { Line } from '../../domain/text/line.js';
import { memoRecent } from '../../state/memo.js';
import { type Palette, spanSgr } from '../theme.js';
import { characterNumber, continuation, plainWidth, space, withDottedCircle } from './characters.js';
import { applySgr, blankStyle } from './styles.js';

/**
 * A row of cells. One integer holds a cell: its character in the lower 21 bits, its style in the upper 11. A wide
 * character is followed by continuation cells of the same style.
 */
export type Cells = Uint32Array;

const characterBits = 21;
const characterMask = (1 << characterBits) - 1;

/** A space in the default style. */
export const blankCell = space;
export const characterOf = (cell: number): number => cell & characterMask;
export const styleOf = (cell: number): number => cell >>> characterBits;

/** Returns a cell. A space keeps only those parts of the style that show on it. */
export function cellOf(character: number, style: number): number {
	return ((character === space ? blankStyle(style) : style) << characterBits) | character;
}

/** Returns the blank that replaces the visible half of a cut wide character. */
export const blankOf = (cell: number): number => cellOf(space, styleOf(cell)) >>> 0;

export type CellParser = {
	/** Returns the cells of a styled line; the result is cached by the object. */
	line(line: Line): Cells;
	/** Returns the cells of a text with SGR sequences, without other escape sequences; the result is cached. */
	ansi(text: string): Cells;
};

/** The caches hold the rows of a few screens. */
const maxCachedRows = 256;

/** Turns lines and Ink's rows into cells, and caches the cells of recent ones. */
export function createCellParser(palette: Palette): CellParser {
	return {
		line: memoRecent(maxCachedRows, line => parseLine(line, palette)),
		ansi: memoRecent(maxCachedRows, parseAnsi),
	};
}

let buffer = new Uint32Array(512);
let length = 0;

function parseLine(line: Line, palette: Palette): Cells {
	length = 0;
	for (const span of line) {
		place(span.text, applySgr(0, spanSgr(span, palette)));
	}
	return buffer.slice(0, length);
}

// CSI (SGR keeps its parameters), OSC with its end, any other two characters.
const escapes = /\x1b(?:\[([0-9;:]*)m|\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|.)/g;

function parseAnsi(text: string): Cells {
	length = 0;
	let style = 0;
	let end = 0;
	for (const match of text.includes('\x1b') ? text.matchAll(escapes) : []) {
		place(text.slice(end, match.index), style);
		if (match[1] !== undefined) {
			style = applySgr(style, match[1]);
		}
		end = match.index + match[0].length;
	}
	place(end === 0 ? text : text.slice(end), style);
	return buffer.slice(0, length);
}

function place(text: string, style: number): void {
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		const width = plainWidth(code);
		if (width !== 0) {
			put(code, width, style);
		} else {
			index = placeSlow(text, index, style) - 1;
		}
	}
}

const isSlow = (text: string, index: number): boolean => plainWidth(text.charCodeAt(index)) === 0;

/** Places a run of characters that combine or whose width must be looked up; returns the index of its end. */
function placeSlow(text: string, from: number, style: number): number {
	let end = from + 1;
	// After a joiner or a prefix even a plain character belongs to the cluster, such as © after an emoji.
	while (end < text.length && (isSlow(text, end) || isSlow(text, end - 1))) {
		end++;
	}
	// A mark belongs to the character before it, which is in the buffer already.
	const start = from > 0 && plainWidth(text.charCodeAt(from - 1)) !== 0 ? from - 1 : from;
	if (start < from) {
		length -= plainWidth(text.charCodeAt(start));
	}
	for (const grapheme of graphemes(text.slice(start, end))) {
		if (grapheme.width > 0) {
			put(characterNumber(withDottedCircle(grapheme.text)), grapheme.width, style);
		}
	}
	return end;
}

function put(character: number, width: number, style: number): void {
	if (length + width > buffer.length) {
		const larger = new Uint32Array((length + width) * 2);
		larger.set(buffer);
		buffer = larger;
	}
	buffer[length++] = cellOf(character, style);
	for (let rest = 1; rest < width; rest++) {
		buffer[length++] = cellOf(continuation, style);
	}
}
