import type { Line } from '../../../domain/text/line.js';
import { highlight, plainText } from '../../../domain/text/lines.js';
import { searchRanges } from '../../../domain/text/search.js';

/** Marks the hits of a search in a line. */
export const showHits = (line: Line, search: string): Line =>
	search === '' ? line : highlight(line, searchRanges(plainText(line), search), 'match');
