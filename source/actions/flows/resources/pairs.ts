import { parsePair } from '../../../domain/run/values/pair.js';

/** `name=value` rows as a record; a row without `=` is a name with an empty value, as docker takes labels. */
export function pairs(rows: readonly string[]): Record<string, string> {
	return Object.fromEntries(rows.map(parsePair).map(({ name, value = '' }) => [name, value]));
}

/** Errors of the rows that are not `name=value`. */
export function pairErrors(field: string, rows: readonly string[]): Record<string, string> {
	return Object.fromEntries(
		rows.flatMap((row, index) => (/^[^=]+=/.test(row) ? [] : [[`${field}.${index}`, 'name=value']])),
	);
}
