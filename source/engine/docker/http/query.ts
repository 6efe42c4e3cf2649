import type { Query } from '../../../domain/commands/api-request.js';

/** A query in the docker CLI's spelling, keys sorted as Go sorts them; undefined when it is empty. */
export function encodeQuery(query: Query): Record<string, string | string[]> | undefined {
	const entries: [string, string | string[]][] = [];
	for (const key of Object.keys(query).sort()) {
		const value = query[key];
		if (value === undefined || value === false) {
			continue;
		}
		if (typeof value === 'object') {
			if (value.length > 0) {
				entries.push([key, [...value]]);
			}
		} else {
			entries.push([key, value === true ? '1' : String(value)]);
		}
	}
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Seconds as the engine takes them: no exponent, at most microseconds. */
export function encodeSeconds(seconds: number | undefined): string | undefined {
	return seconds === undefined ? undefined : seconds.toFixed(6).replace(/\.?0+$/, '');
}
