import { fits, graphemes, takeStart } from './cell-width.js';
import type { Line, Span } from './line.js';

/**
 * A text in lines of at most `width` cells, broken at its line ends, and at spaces where there are some; a word that is too
 * long is cut. Reads no more than the first `most` lines need.
 */
export function wrapText(text: string, width: number, most = Number.POSITIVE_INFINITY): string[] {
	const lines: string[] = [];
	for (let at = 0; at <= text.length && lines.length < most; ) {
		const end = text.indexOf('\n', at);
		const row = text.slice(at, end === -1 ? text.length : end);
		for (const line of wrapRow(row, width, most - lines.length)) {
			lines.push(line);
		}
		if (end === -1) {
			break;
		}
		at = end + 1;
	}
	return lines;
}

function wrapRow(text: string, width: number, most: number): string[] {
	const room = Math.max(1, width);
	// Most texts fit. A wrapped row does not begin with a space.
	if (most > 0 && !text.startsWith(' ') && isWithin(text, room)) {
		return [text];
	}
	const lines: string[] = [];
	let line = '';
	for (const word of wordsOf(text, most * atMost(room))) {
		if (lines.length >= most) {
			return lines;
		}
		const longer = line === '' ? word : `${line} ${word}`;
		if (isWithin(longer, room)) {
			line = longer;
			continue;
		}
		if (line !== '') {
			lines.push(line);
		}
		line = word;
		while (!isWithin(line, room) && lines.length < most) {
			const part = takeStart(line.slice(0, atMost(room)), room) || line.slice(0, 1);
			lines.push(part);
			line = line.slice(part.length);
		}
	}
	return [...lines, line].slice(0, most);
}

/** The words of a text's first `length` UTF-16 units. */
const wordsOf = (text: string, length: number): readonly string[] =>
	(text.length > length ? text.slice(0, length) : text).split(' ');

/** Reads no further than it must: a text may be a megabyte long. */
const isWithin = (text: string, width: number): boolean => text.length <= atMost(width) && fits(text, width);

/** UTF-16 units that may stand in so many cells: letters with many marks take several. */
const atMost = (width: number): number => width * 32 + 64;

const ascii = /^[\x20-\x7e]*$/;

/** Wraps a line after every `width` cells, as a terminal does. */
export function wrapCells(line: Line, width: number): Line[] {
	const rows: Span[][] = [[]];
	let freeWidth = width;
	const put = (part: Span, text: string, cells: number) => {
		rows.at(-1)!.push(text === part.text ? part : { ...part, text });
		freeWidth -= cells;
	};
	const next = () => {
		rows.push([]);
		freeWidth = width;
	};
	for (const part of line) {
		if (ascii.test(part.text)) {
			for (let at = 0; at < part.text.length; ) {
				if (freeWidth <= 0) {
					next();
				}
				const text = part.text.slice(at, at + freeWidth);
				at += text.length;
				put(part, text, text.length);
			}
			continue;
		}
		let text = '';
		let cells = 0;
		for (const grapheme of graphemes(part.text)) {
			if (cells + grapheme.width > freeWidth && (cells > 0 || freeWidth < width)) {
				if (text !== '') {
					put(part, text, cells);
				}
				text = '';
				cells = 0;
				next();
			}
			text += grapheme.text;
			cells += grapheme.width;
		}
		if (text !== '') {
			put(part, text, cells);
		}
	}
	return rows;
}
