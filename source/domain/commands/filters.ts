/** Engine API filters: `{status: ['running']}`. */
export type Filters = Readonly<Record<string, readonly string[]>>;

/** Filters in the form of docker's client: `{"status":{"running":true}}`; undefined for none. */
export function encodeFilters(filters: Filters | undefined): string | undefined {
	const entries = Object.entries(filters ?? {}).filter(([, values]) => values.length > 0);
	if (entries.length === 0) {
		return undefined;
	}
	entries.sort(([a], [b]) => (a < b ? -1 : 1));
	return JSON.stringify(
		Object.fromEntries(entries.map(([key, values]) => [key, Object.fromEntries(values.map(value => [value, true]))])),
	);
}
