import { cellWidth, takeEnd, takeStart } from './cell-width.js';
import { wrapText } from './wrap-text.js';

/** A title before a colon stays whole up to this share of the width. */
const maxTitleShare = 0.4;
/** A text without a title keeps this share of the width at its start. */
const startShare = 0.2;
/** At most this many cells of a cut word are dropped at the start of the tail. */
const maxPartOfWord = 12;
/** Characters of a row that are read at most: a text may be a megabyte long. */
const unitsPerCell = 32;

/**
 * Cuts a text to at most `width` cells in its middle. Errors name the action first and the cause last, so the title before the
 * first colon and the end stay.
 */
export function cutMiddle(text: string, width: number, ellipsis = '…'): string {
	if (takeStart(text, width).length === text.length) {
		return text;
	}
	const mark = takeStart(ellipsis, width);
	const title = /^[^\n]*?: /.exec(takeStart(text, Math.floor(width * maxTitleShare)))?.[0];
	const start = title ?? takeStart(text, Math.floor(width * startShare)).trimEnd();
	const end = takeEnd(text, Math.max(0, width - cellWidth(start) - cellWidth(mark)));
	return start + mark + fromWord(end);
}

/** Drops the rest of a word that was cut, if it is short. */
function fromWord(text: string): string {
	const at = text.indexOf(' ');
	return at >= 0 && at < Math.min(maxPartOfWord, text.length / 2) ? text.slice(at + 1) : text;
}

/** Wraps a text to at most `maxRows` rows of `width` cells. The rows that do not fit are left out in the middle: the end stays. */
export function wrapMiddle(text: string, width: number, maxRows: number, ellipsis = '…'): readonly string[] {
	const most = (maxRows + 1) * Math.max(1, width) * unitsPerCell;
	const read = text.length > 2 * most ? `${text.slice(0, most)}\n${text.slice(-most)}` : text;
	const rows = wrapText(read, width);
	if (rows.length <= maxRows) {
		return rows;
	}
	const head = maxRows > 2 ? 1 : 0;
	const [first = '', ...rest] = rows.slice(rows.length - Math.max(1, maxRows - head));
	return [...rows.slice(0, head), `${ellipsis}${takeEnd(first, Math.max(1, width) - cellWidth(ellipsis))}`, ...rest];
}
