import type { LogLine } from '../../../../domain/logs/log-line.js';
import { graphemes } from '../../../../domain/text/cell-width.js';
import type { Line, Span } from '../../../../domain/text/line.js';
import { parseSgr, sliceLine } from '../../../../domain/text/lines.js';
import { memoEach } from '../../../../state/memo.js';
import { showHits } from '../../detail/search-hits.js';
import { span } from '../../text/lines.js';

/** The settings that the rows of a log line depend on. */
export type LogFormat = {
	readonly width: number;
	/** Cells scrolled to the right; 0 when wrapping. */
	readonly left: number;
	readonly wrap: boolean;
	readonly timestamps: boolean;
	readonly search: string;
	/** The mark in the gutter of a line from stderr, one cell wide. */
	readonly stderr: string;
};

/** Cells left of a line: the mark of stderr. */
const gutterWidth = 1;

/** Returns the screen rows of a log line; the same objects for the same format, so that they are not drawn again. */
export function logRows(line: LogLine, format: LogFormat, isCurrent: boolean): readonly Line[] {
	const { width, left, wrap, timestamps, search, stderr } = format;
	return rowsOf(line, width, left, wrap, timestamps, search, stderr, isCurrent);
}

const rowsOf = memoEach(makeRows);

function makeRows(
	line: LogLine,
	width: number,
	left: number,
	wrap: boolean,
	timestamps: boolean,
	search: string,
	stderr: string,
	isCurrent: boolean,
): readonly Line[] {
	const plain = parseSgr(line.text).map((part): Span => (part.sgr === undefined ? { ...part, role: 'stdout' } : part));
	const text = showHits(plain, search, isCurrent);
	const gutter = line.stream === 'stderr' ? span(stderr, 'stderr') : span(' ');
	const stamp: Line = [
		gutter,
		...(timestamps && line.time !== '' ? [span(`${timeText(line.time, width)} `, 'dim')] : []),
	];
	const textWidth = Math.max(1, width - stamp.reduce((sum, part) => sum + part.text.length, 0));
	if (!wrap) {
		return [[...stamp, ...sliceLine(text, left, textWidth)]];
	}
	const margin = [gutter, span(' '.repeat(width - textWidth - gutterWidth))];
	return wrapCells(text, textWidth).map((row, index) => (index === 0 ? [...stamp, ...row] : [...margin, ...row]));
}

/** From this width on, timestamps include the day. */
const minWidthForDay = 100;

/** Shortens an RFC 3339 time to the millisecond. The engine's times are in UTC. */
function timeText(time: string, width: number): string {
	const [day = '', clock = ''] = time.split('T');
	const exact = clock.slice(0, 12).replace(/Z$/, '');
	return width >= minWidthForDay ? `${day} ${exact}` : exact;
}

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
