import type { TextRange } from './lines.js';

/** A search ignores case unless it has an upper-case letter, as vim's smartcase. */
const isCaseSensitive = (search: string): boolean => /\p{Lu}/u.test(search);

/** Returns a test of a text for a search; undefined for an empty search. */
export function matcher(search: string): ((text: string) => boolean) | undefined {
	if (search === '') {
		return undefined;
	}
	if (isCaseSensitive(search)) {
		return text => text.includes(search);
	}
	const lower = search.toLowerCase();
	return text => text.toLowerCase().includes(lower);
}

/** Returns the places of a search in a text. */
export function searchRanges(text: string, search: string): readonly TextRange[] {
	if (search === '') {
		return [];
	}
	const [whole, part] = isCaseSensitive(search) ? [text, search] : [text.toLowerCase(), search.toLowerCase()];
	const ranges: TextRange[] = [];
	for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + part.length)) {
		ranges.push({ start: at, end: at + part.length });
	}
	return ranges;
}
