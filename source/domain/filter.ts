import { Fzf } from 'fzf';

/** Values of an item under a key of the filter (`status`, `label`, …); undefined when it has no such key. */
export type FieldOf<T> = (item: T, key: string) => string | readonly string[] | undefined;

/**
 * The items that a filter leaves: every word must occur, in any case; `!word` must not occur; `key=value` looks into one
 * field where `fieldOf` knows the key, `key=one,other` for either. Keeps the order, and the array itself when nothing is filtered out.
 */
export function applyFilter<T>(
	items: readonly T[],
	filter: string,
	textOf: (item: T) => string,
	fieldOf?: FieldOf<T>,
): readonly T[] {
	const terms = [...new Set(filter.toLowerCase().split(/\s+/))].map(readTerm).filter(term => term.text !== '');
	if (terms.length === 0) return items;
	const left = items.filter(item => {
		const text = textOf(item).toLowerCase();
		return terms.every(term => matches(item, text, term, fieldOf) !== term.inverse);
	});
	return left.length === items.length ? items : left;
}

/** Filters of the command line as they are typed: of several values of one key either will do, but of labels all. */
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
	if (field === undefined) return text.includes(term.text);
	const values = typeof field === 'string' ? [field] : field;
	const wanted = term.value.split(',');
	return values.some(value => wanted.some(each => value.toLowerCase().includes(each)));
}

/** Items whose text has the letters of the query in order, the best match first, in any case. */
export function fuzzyFind<T>(items: readonly T[], query: string, textOf: (item: T) => string): readonly T[] {
	if (query.trim() === '') return items;
	const texts = items.map(textOf);
	// Nothing has more letters in it than it has; the search itself takes the square of that long to say so.
	if (texts.every(text => text.length < query.trim().length)) return [];
	const finder = new Fzf(
		texts.map((_, index) => index),
		{ selector: index => texts[index]!, casing: 'case-insensitive' },
	);
	return finder.find(query.trim()).map(entry => items[entry.item]!);
}
