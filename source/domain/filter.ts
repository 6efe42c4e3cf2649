import { Fzf } from 'fzf';

/** Returns the values of an item for a key of the filter (`status`, `label`, …); undefined for an unknown key. */
export type FieldOf<T> = (item: T, key: string) => string | readonly string[] | undefined;

/**
 * Returns the items that match a filter, in their order. Every word must occur, in any case; `!word` must not occur;
 * `key=value` searches one field when `fieldOf` returns values for the key; `key=one,other` matches either value. Returns the
 * same array when all items match.
 */
export function applyFilter<T>(
	items: readonly T[],
	filter: string,
	textOf: (item: T) => string,
	fieldOf?: FieldOf<T>,
): readonly T[] {
	const terms = [...new Set(filter.toLowerCase().split(/\s+/))].map(readTerm).filter(term => term.text !== '');
	if (terms.length === 0) {
		return items;
	}
	const matching = items.filter(item => {
		const text = textOf(item).toLowerCase();
		return terms.every(term => matches(item, text, term, fieldOf) !== term.inverse);
	});
	return matching.length === items.length ? items : matching;
}

/** Converts `--filter` options to filter words. As in docker, one value of a key must match, but all labels must. */
export const filterWords = (filters: Readonly<Record<string, readonly string[]>>): string =>
	Object.entries(filters)
		.flatMap(([key, values]) =>
			key === 'label' ? values.map(value => `${key}=${value}`) : [`${key}=${values.join(',')}`],
		)
		.join(' ');

type Term = { readonly text: string; readonly inverse: boolean; readonly key?: string; readonly value: string };

function readTerm(word: string): Term {
	const inverse = word.startsWith('!');
	const text = inverse ? word.slice(1) : word;
	const equals = text.indexOf('=');
	return equals > 0
		? { text, inverse, key: text.slice(0, equals), value: text.slice(equals + 1) }
		: { text, inverse, value: '' };
}

function matches<T>(item: T, text: string, term: Term, fieldOf: FieldOf<T> | undefined): boolean {
	const field = term.key === undefined ? undefined : fieldOf?.(item, term.key);
	if (field === undefined) {
		return text.includes(term.text);
	}
	const values = typeof field === 'string' ? [field] : field;
	const wanted = term.value.split(',');
	return values.some(value => wanted.some(each => value.toLowerCase().includes(each)));
}

/** Returns the items whose text contains the letters of the query in order, in any case, the best match first. */
export function fuzzyFind<T>(items: readonly T[], query: string, textOf: (item: T) => string): readonly T[] {
	if (query.trim() === '') {
		return items;
	}
	const texts = items.map(textOf);
	// A query longer than every text matches nothing. The search would take time that grows with the square of the length.
	if (texts.every(text => text.length < query.trim().length)) {
		return [];
	}
	const finder = new Fzf(
		texts.map((_, index) => index),
		{ selector: index => texts[index]!, casing: 'case-insensitive' },
	);
	return finder.find(query.trim()).map(entry => items[entry.item]!);
}
