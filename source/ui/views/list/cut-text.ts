import { cellWidth, takeEnd, takeStart, truncate } from '../../../domain/text/cell-width.js';
import type { Cell, Cut } from '../../../panes/pane.js';

/** A text that is cut to less than this says too little to make space for a note that stays. */
const minTextWidth = 8;

/** Returns the width that a cell's note leaves for its text; all of it if the note is left out. */
export const textWidthOf = (cell: Cell, width: number): number => noteOf(cell, width)?.textWidth ?? width;

/** Returns the note of a cell that fits, and the width that it leaves for the text; undefined if the note is left out. */
export function noteOf(
	{ text, short = text, note }: Cell,
	width: number,
): { readonly text: string; readonly textWidth: number } | undefined {
	if (note === undefined) {
		return undefined;
	}
	const all = [note.text, ...(note.shorter ?? [])].map(each => ({
		text: each,
		textWidth: width - cellWidth(each) - 1,
	}));
	const last = all.at(-1)!;
	return (
		all.find(({ textWidth }) => textWidth >= cellWidth(short)) ??
		(note.stays && last.textWidth >= minTextWidth ? last : undefined)
	);
}

/** Returns the text of a cell in at most `width` cells. */
export function cutText(
	{ text, short = text, shortest = short }: Pick<Cell, 'text' | 'short' | 'shortest'>,
	width: number,
	cut: Cut = 'end',
	ellipsis = '…',
): string {
	const whole = [text, short].find(each => cellWidth(each) <= width);
	if (whole !== undefined) {
		return whole;
	}
	const shown = shortest;
	switch (cut) {
		case 'end':
			return truncate(shown, width, { ellipsis });
		case 'list':
			return cutList(short, width) ?? truncate(uncounted(shortest, width), width, { ellipsis });
		case 'middle':
			return truncate(shown, width, { ellipsis, from: 'middle' });
		case 'reference':
			return cutReference(shown, width, ellipsis);
		case 'id':
			return takeStart(shown, width);
	}
}

/** The first entries of a list and the number of the others: `80->80, 443->443 +1`; undefined if the first does not fit. */
function cutList(text: string, width: number): string | undefined {
	const entries = text.split(', ');
	for (let count = entries.length - 1; count > 0; count--) {
		const shown = `${entries.slice(0, count).join(', ')} +${entries.length - count}`;
		if (cellWidth(shown) <= width) {
			return shown;
		}
	}
	return undefined;
}

/** The first entry of a list with the number of the others, `19200 +1`, or only with a sign that there are others, `19200+`. */
const uncounted = (text: string, width: number): string =>
	cellWidth(text) <= width ? text : text.replace(counted, '+');

/** The number of the entries that are left out. */
const counted = / \+\d+$/;

/** The least width in which a text of a list is not cut. */
export const leastListWidth = ({ text, short = text, shortest = short }: Cell): number =>
	cellWidth(shortest.replace(counted, '+'));

/** The share of the width that shows the start of the name, if the tag of a reference leaves no space for it. */
const nameShare = 1 / 3;

/** Cuts the path of a reference first, then the name before its tag. The start of the name and the end of the tag always stay. */
function cutReference(text: string, width: number, ellipsis: string): string {
	const slash = text.lastIndexOf('/');
	const last = text.slice(slash);
	const pathWidth = width - cellWidth(last) - 1;
	if (slash > 0 && pathWidth >= 0) {
		return takeStart(text.slice(0, slash), pathWidth) + ellipsis + last;
	}
	const colon = text.lastIndexOf(':');
	const nameEnd = colon > slash ? colon : text.length;
	const tag = text.slice(nameEnd);
	const nameWidth = width - cellWidth(tag);
	// The start of the last part is the best known: the path is left out as a whole before it.
	const name = text.slice(slash + 1, nameEnd);
	if (nameWidth <= cellWidth(ellipsis)) {
		const start = takeStart(name, Math.max(1, Math.floor(width * nameShare)));
		return start + ellipsis + takeEnd(tag, width - cellWidth(start) - cellWidth(ellipsis));
	}
	const isWhole = cellWidth(name) <= nameWidth;
	return isWhole
		? truncate(text.slice(0, nameEnd), nameWidth, { ellipsis, from: 'start' }) + tag
		: truncate(name, nameWidth, { ellipsis, from: 'middle' }) + tag;
}

/** A text and the width of its cell. */
export type CutText = { readonly text: string; readonly width: number };

/**
 * Cuts texts so that no two different ones read alike: where the usual cut leaves out their difference, the cut is moved.
 * Returns undefined for each text that keeps the usual cut.
 */
export function distinctCuts(
	texts: readonly (CutText | undefined)[],
	cut: Cut,
	ellipsis: string,
): (string | undefined)[] {
	const shown = texts.map(entry => entry && cutText(entry, entry.width, cut, ellipsis));
	const result: (string | undefined)[] = texts.map(() => undefined);
	for (const group of alike(texts, shown)) {
		for (const [place, index] of group.entries()) {
			result[index] = separated(
				group.map(member => texts[member]!),
				ellipsis,
			)[place];
		}
	}
	return result;
}

/** The places of different texts that read alike, in groups. */
function alike(texts: readonly (CutText | undefined)[], shown: readonly (string | undefined)[]): number[][] {
	const groups = new Map<string, number[]>();
	for (const [index, text] of shown.entries()) {
		if (text !== undefined) {
			groups.set(text, [...(groups.get(text) ?? []), index]);
		}
	}
	return [...groups.values()].filter(group => new Set(group.map(index => texts[index]!.text)).size > 1);
}

/** Moves the cut of texts until they differ, first towards the start, so that their ends stay. */
function separated(texts: readonly CutText[], ellipsis: string): readonly string[] {
	const different = new Set(texts.map(({ text }) => text)).size;
	const widest = Math.max(...texts.map(({ width }) => width));
	const halves = [...Array(widest).keys()].map(start => Math.abs(Math.floor(widest / 2) - start));
	for (const start of new Set([...halves, ...Array(widest).keys()])) {
		const tried = texts.map(({ text, width }) => {
			const head = takeStart(text, Math.min(start, width - 1));
			return head + ellipsis + takeEnd(text, width - cellWidth(head) - cellWidth(ellipsis));
		});
		if (new Set(tried).size === different) {
			return tried;
		}
	}
	return texts.map(({ text, width }) => around(text, commonStart(texts), width, ellipsis));
}

/** The length of the start that all texts have in common. */
function commonStart(texts: readonly CutText[]): number {
	const [first = '', ...others] = [...new Set(texts.map(({ text }) => text))];
	let length = 0;
	while (length < first.length && others.every(text => text[length] === first[length])) {
		length++;
	}
	return length;
}

/** The part of a text from a place on, without its start and its end. */
function around(text: string, place: number, width: number, ellipsis: string): string {
	return truncate(ellipsis + text.slice(place), width, { ellipsis });
}
