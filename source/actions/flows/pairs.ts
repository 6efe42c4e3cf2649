/** `name=value` rows as a record; a row without `=` is a name with an empty value, as docker takes labels. */
export function pairs(rows: readonly string[]): Record<string, string> {
	return Object.fromEntries(
		rows.map(row => {
			const at = row.indexOf('=');
			return at < 0 ? [row, ''] : [row.slice(0, at), row.slice(at + 1)];
		}),
	);
}

/** An error for each row that is no `name=value`. */
export function pairErrors(field: string, rows: readonly string[]): Record<string, string> {
	return Object.fromEntries(
		rows.flatMap((row, index) => (/^[^=]+=/.test(row) ? [] : [[`${field}.${index}`, 'name=value']])),
	);
}
