import type { LogLine } from '../../../../domain/logs.js';
import { graphemes } from '../../../../domain/text/cell-width.js';
import type { Line, Span } from '../../../../domain/text/line.js';
import { parseSgr, sliceLine } from '../../../../domain/text/lines.js';
import { memoEach } from '../../../../state/memo.js';
import { showHits } from '../../detail/search-hits.js';
import { span } from '../../text/lines.js';

/** How the lines of a log are shown. */
export type LogLook = {
	readonly width: number;
	/** Cells scrolled to the right; 0 when wrapping. */
	readonly left: number;
	readonly wrap: boolean;
	readonly timestamps: boolean;
	readonly search: string;
};

/** The screen rows of a log line; the same objects as last time for the same look, so that they are not drawn again. */
export function logRows(line: LogLine, look: LogLook, isCurrent: boolean): readonly Line[] {
	const { width, left, wrap, timestamps, search } = look;
	return rowsOf(line, width, left, wrap, timestamps, search, isCurrent);
}

const rowsOf = memoEach(makeRows);

function makeRows(
	line: LogLine,
	width: number,
	left: number,
	wrap: boolean,
	timestamps: boolean,
	search: string,
	isCurrent: boolean,
): readonly Line[] {
	const plain = parseSgr(line.text).map(
		(part): Span => (part.sgr === undefined ? { ...part, role: line.stream } : part),
	);
	const text = showHits(plain, search, isCurrent);
	const stamp: Line = timestamps && line.time !== '' ? [span(`${timeText(line.time, width)} `, 'dim')] : [];
	const room = Math.max(1, width - stamp.reduce((sum, part) => sum + part.text.length, 0));
	if (!wrap) {
		return [[...stamp, ...sliceLine(text, left, room)]];
	}
	const margin = span(' '.repeat(width - room));
	return wrapCells(text, room).map((row, index) => (index === 0 ? [...stamp, ...row] : [margin, ...row]));
}

/** From this many cells on, the day is shown, too. */
const wide = 100;

/** Day and time to the millisecond out of RFC 3339, in the engine's time zone (UTC). */
function timeText(time: string, width: number): string {
	const [day = '', clock = ''] = time.split('T');
	const exact = clock.slice(0, 12).replace(/Z$/, '');
	return width >= wide ? `${day} ${exact}` : exact;
}

const ascii = /^[\x20-\x7e]*$/;

/** A line in rows of `width` cells, cut wherever the row is full, as a terminal does it. */
export function wrapCells(line: Line, width: number): Line[] {
	const rows: Span[][] = [[]];
	let room = width;
	const put = (part: Span, text: string, cells: number) => {
		rows.at(-1)!.push(text === part.text ? part : { ...part, text });
		room -= cells;
	};
	const next = () => {
		rows.push([]);
		room = width;
	};
	for (const part of line) {
		if (ascii.test(part.text)) {
			for (let at = 0; at < part.text.length; ) {
				if (room <= 0) {
					next();
				}
				const text = part.text.slice(at, at + room);
				at += text.length;
				put(part, text, text.length);
			}
			continue;
		}
		let text = '';
		let cells = 0;
		for (const grapheme of graphemes(part.text)) {
			if (cells + grapheme.width > room && (cells > 0 || room < width)) {
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
