import type { Filters } from '../engine.js';

/** What a query may hold; undefined, false and empty lists are left out, true is `1`. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** A query in the docker CLI's spelling, keys sorted as Go sorts them; undefined when nothing is left of it. */
export function encodeQuery(query: Query): Record<string, string | string[]> | undefined {
	const entries: [string, string | string[]][] = [];
	for (const key of Object.keys(query).sort()) {
		const value = query[key];
		if (value === undefined || value === false) continue;
		if (typeof value === 'object') {
			if (value.length > 0) entries.push([key, [...value]]);
		} else entries.push([key, value === true ? '1' : String(value)]);
	}
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Filters as docker's client writes them: `{"status":{"running":true}}`; undefined for none. */
export function encodeFilters(filters: Filters | undefined): string | undefined {
	const entries = Object.entries(filters ?? {}).filter(([, values]) => values.length > 0);
	if (entries.length === 0) return undefined;
	entries.sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify(
		Object.fromEntries(entries.map(([key, values]) => [key, Object.fromEntries(values.map(value => [value, true]))])),
	);
}

/** Seconds as the engine takes them: no exponent, at most microseconds. */
export function encodeSeconds(seconds: number | undefined): string | undefined {
	return seconds === undefined ? undefined : seconds.toFixed(6).replace(/\.?0+$/, '');
}
