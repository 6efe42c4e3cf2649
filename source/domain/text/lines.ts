import { cellWidth, graphemes } from './cell-width.js';
import type { Line, Role, Span } from './line.js';
import { applySgr, type SgrState, sgrParameters } from './sgr.js';

/** A span in a role. */
export const span = (text: string, role?: Role): Span => (role === undefined ? { text } : { text, role });

/** Width of a line in cells. */
export function lineWidth(line: Line): number {
	let width = 0;
	for (const span of line) {
		width += cellWidth(span.text);
	}
	return width;
}

/** Returns true if two lines have the same spans. */
export const isSameLine = (a: Line | undefined, b: Line): boolean =>
	a === b || (a !== undefined && a.length === b.length && a.every((span, index) => isSameSpan(span, b[index]!)));

const isSameSpan = (a: Span, b: Span): boolean =>
	a.text === b.text && a.role === b.role && a.sgr === b.sgr && a.reverse === b.reverse && a.band === b.band;

/** The text of a line without its styles. */
export function plainText(line: Line): string {
	return line.length === 1 ? line[0]!.text : line.map(span => span.text).join('');
}

/** Returns the cells `from` to `from + width` of a line. A wide character that is cut in half becomes spaces. */
export function sliceLine(line: Line, from: number, width: number): Line {
	const end = from + Math.max(0, width);
	const result: Span[] = [];
	let column = 0;
	for (const span of line) {
		if (column >= end) {
			break;
		}
		const text = sliceText(span.text, from - column, end - column);
		if (text.text !== '') {
			result.push(text.text === span.text ? span : { ...span, text: text.text });
		}
		column += text.read;
	}
	return result;
}

/** A log text without its SGR colours. */
export const withoutColours = (text: string): string =>
	text.includes('\x1b') ? text.replace(/\x1b\[[0-9;:]*m/g, '') : text;

/** Converts a log text with SGR colours to styled spans. The text must be sanitized with `sanitizeLog`. */
export function parseSgr(text: string): Line {
	if (!text.includes('\x1b')) {
		return text === '' ? [] : [{ text }];
	}
	const result: Span[] = [];
	let state: SgrState = new Map();
	let start = 0;
	const push = (part: string) => {
		if (part === '') {
			return;
		}
		const sgr = sgrParameters(state);
		result.push(sgr === '' ? { text: part } : { text: part, sgr });
	};
	for (const match of text.matchAll(/\x1b\[([0-9;:]*)m/g)) {
		push(text.slice(start, match.index));
		state = applySgr(state, match[1]!);
		start = match.index + match[0].length;
	}
	push(text.slice(start));
	return result;
}

/** A part of a plain text: offsets in UTF-16 units, `end` excluded. */
export type TextRange = { readonly start: number; readonly end: number };

/** Replaces role and colours in parts of a line. The ranges are sorted offsets in `plainText(line)`. */
export function highlight(line: Line, ranges: readonly TextRange[], role: Role): Line {
	if (ranges.length === 0) {
		return line;
	}
	const result: Span[] = [];
	let offset = 0;
	let next = 0;
	for (const span of line) {
		let position = 0;
		while (position < span.text.length) {
			while (next < ranges.length && ranges[next]!.end <= offset + position) {
				next++;
			}
			const range = ranges[next];
			const inside = range !== undefined && range.start <= offset + position;
			const stop = range === undefined ? span.text.length : (inside ? range.end : range.start) - offset;
			const text = span.text.slice(position, stop);
			if (inside) {
				result.push(span.reverse ? { text, role, reverse: true } : { text, role });
			} else {
				result.push(text === span.text ? span : { ...span, text });
			}
			position += text.length;
		}
		offset += span.text.length;
	}
	return result;
}

const ascii = /^[\x20-\x7e]*$/;

/** Returns the cells `from` to `to` of a text, and the number of cells read to reach them. */
function sliceText(text: string, from: number, to: number): { readonly text: string; readonly read: number } {
	if (ascii.test(text)) {
		return { text: text.slice(Math.max(0, from), Math.max(0, to)), read: text.length };
	}
	let column = 0;
	let result = '';
	for (const grapheme of graphemes(text)) {
		if (column >= to) {
			break;
		}
		const end = column + grapheme.width;
		if (column >= from && end <= to) {
			result += grapheme.text;
		} else if (end > from) {
			result += ' '.repeat(Math.min(end, to) - Math.max(column, from));
		}
		column = end;
	}
	return { text: result, read: column };
}
