import type { Line } from '../../../domain/text/line.js';
import { highlight, plainText, type TextRange } from '../../../domain/text/lines.js';

/** Where a search occurs in a line; upper case in the search makes it count, as in the log (state/logs/log-view, matcher). */
export function searchRanges(line: Line, search: string): readonly TextRange[] {
	if (search === '') {
		return [];
	}
	const isExact = /\p{Lu}/u.test(search);
	const text = isExact ? plainText(line) : plainText(line).toLowerCase();
	const wanted = isExact ? search : search.toLowerCase();
	const ranges: TextRange[] = [];
	for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
		ranges.push({ start: at, end: at + wanted.length });
	}
	return ranges;
}

/** A line with its hits marked; those of the current match in reverse video. */
export function showHits(line: Line, ranges: readonly TextRange[], isCurrent = false): Line {
	const marked = highlight(line, ranges, 'match');
	return isCurrent ? marked.map(part => (part.role === 'match' ? { ...part, reverse: true } : part)) : marked;
}
