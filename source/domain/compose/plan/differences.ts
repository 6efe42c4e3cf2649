import type { ExpectedService, Facet, FacetValue } from './facet.js';
import { hostFacets } from './host-facets.js';
import type { ObservedContainer } from './observed.js';
import { placeFacets } from './place-facets.js';
import { processFacets } from './process-facets.js';

/** A property that the compose file and the container do not have in common. */
export type Difference = {
	/** `env`, `port`, `memory`. */
	readonly word: string;
	/** The variable, label or path, for properties by name. */
	readonly name: string;
	/** The container's value; undefined when only the file has one. */
	readonly from: string | undefined;
	/** The file's value; undefined when only the container has one. */
	readonly to: string | undefined;
};

const facets: readonly Facet[] = [...processFacets, ...placeFacets, ...hostFacets];

/** Compares a service of the file with a container that runs it. */
export function differencesOf(service: ExpectedService, container: ObservedContainer): readonly Difference[] {
	const found = facets.flatMap(facet => compare(facet, facet.expected(service), facet.actual(container)));
	// Without the image, the values that only the container has may be the image's.
	return container.image === undefined ? found.filter(({ to }) => to !== undefined) : found;
}

function compare({ word, kind }: Facet, expected: FacetValue, actual: FacetValue): readonly Difference[] {
	switch (kind) {
		case 'text':
			return change(word, '', textOf(actual), textOf(expected));
		case 'words':
			return change(word, '', wordsOf(actual), wordsOf(expected));
		case 'set':
			return changedItems(word, itemsOf(actual), itemsOf(expected));
		case 'map':
			return changedEntries(word, entriesOf(actual), entriesOf(expected));
	}
}

/** One value that differs. */
export const change = (
	word: string,
	name: string,
	from: string | undefined,
	to: string | undefined,
): readonly Difference[] => (from === to ? [] : [{ word, name, from, to }]);

const textOf = (value: FacetValue): string | undefined => (typeof value === 'string' ? value : undefined);
const wordsOf = (value: FacetValue): string | undefined => (isList(value) ? value.join(' ') : undefined);
const itemsOf = (value: FacetValue): readonly string[] => (isList(value) ? value : []);
const isList = (value: FacetValue): value is readonly string[] => Array.isArray(value);
const entriesOf = (value: FacetValue): ReadonlyMap<string, string> =>
	new Map(typeof value === 'object' && !isList(value) ? Object.entries(value) : []);

/** The items that only one of two lists has. */
export function changedItems(word: string, from: readonly string[], to: readonly string[]): readonly Difference[] {
	return [
		...[...new Set(from)]
			.filter(item => !to.includes(item))
			.map(item => ({ word, name: '', from: item, to: undefined })),
		...[...new Set(to)]
			.filter(item => !from.includes(item))
			.map(item => ({ word, name: '', from: undefined, to: item })),
	];
}

/** The names whose values differ. */
export function changedEntries(
	word: string,
	from: ReadonlyMap<string, string>,
	to: ReadonlyMap<string, string>,
): readonly Difference[] {
	return [...new Set([...from.keys(), ...to.keys()])]
		.sort()
		.flatMap(name => change(word, name, from.get(name), to.get(name)));
}
