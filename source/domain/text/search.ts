import type { TextRange } from './lines.js';

/** `smart` ignores case unless a search has an upper-case letter, as vim's smartcase. */
export type CaseMode = 'smart' | 'exact' | 'ignore';

/** Returns true if a search distinguishes upper and lower case. */
export const isCaseSensitive = (search: string, mode: CaseMode = 'smart'): boolean =>
	mode === 'exact' || (mode === 'smart' && /\p{Lu}/u.test(search));

const syntax = /[\\^$.*+?()[\]{}|/]/g;

/** A pattern for a text in any case: it needs no copy of a line in lower case, of which the letters may have other places. */
const foldedPattern = (text: string, flags: string): RegExp => new RegExp(text.replace(syntax, '\\$&'), flags);

/** Returns a test of a line for a text in it. */
export function containing(text: string, ignoresCase: boolean): (line: string) => boolean {
	if (!ignoresCase) {
		return line => line.includes(text);
	}
	const pattern = foldedPattern(text, 'iu');
	return line => pattern.test(line);
}

/** Returns a test of a text for a search; undefined for an empty search. */
export const matcher = (search: string, mode: CaseMode = 'smart'): ((text: string) => boolean) | undefined =>
	search === '' ? undefined : containing(search, !isCaseSensitive(search, mode));

/** Returns the places of a search in a text. */
export function searchRanges(text: string, search: string, mode: CaseMode = 'smart'): readonly TextRange[] {
	if (search === '') {
		return [];
	}
	const pattern = foldedPattern(search, isCaseSensitive(search, mode) ? 'g' : 'giu');
	return [...text.matchAll(pattern)].map(found => ({ start: found.index, end: found.index + found[0].length }));
}
