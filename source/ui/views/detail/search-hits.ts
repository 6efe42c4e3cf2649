import type { Line } from '../../../domain/text/line.js';
import { highlight, plainText } from '../../../domain/text/lines.js';
import { searchRanges } from '../../../domain/text/search.js';

/** Marks the hits of a search in a line; the hits of the current match are in reverse video. */
export function showHits(line: Line, search: string, isCurrent = false): Line {
	const marked = search === '' ? line : highlight(line, searchRanges(plainText(line), search), 'match');
	return isCurrent ? marked.map(part => (part.role === 'match' ? { ...part, reverse: true } : part)) : marked;
}
