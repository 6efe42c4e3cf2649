import type { TextRange } from './lines.js';

/** `smart` ignores case unless a search has an upper-case letter, as vim's smartcase. */
export type CaseMode = 'smart' | 'exact' | 'ignore';

/** Returns true if a search distinguishes upper and lower case. */
export const isCaseSensitive = (search: string, mode: CaseMode = 'smart'): boolean =>
	mode === 'exact' || (mode === 'smart' && /\p{Lu}/u.test(search));

/** Returns a test of a text for a search; undefined for an empty search. */
export function matcher(search: string, mode: CaseMode = 'smart'): ((text: string) => boolean) | undefined {
	if (search === '') {
		return undefined;
	}
	if (isCaseSensitive(search, mode)) {
		return text => text.includes(search);
	}
	const lower = search.toLowerCase();
	return text => text.toLowerCase().includes(lower);
}

/** Returns the places of a search in a text. */
export function searchRanges(text: string, search: string, mode: CaseMode = 'smart'): readonly TextRange[] {
	if (search === '') {
		return [];
	}
	const isSensitive = isCaseSensitive(search, mode);
	const [whole, part] = isSensitive ? [text, search] : [text.toLowerCase(), search.toLowerCase()];
	const ranges: TextRange[] = [];
	for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + part.length)) {
		ranges.push({ start: at, end: at + part.length });
	}
	return ranges;
}
