/** The first 12 hex digits of an id, without `sha256:`. Source: docker/cli formatter.TruncateID. */
export function shortId(id: string): string {
	const colon = id.indexOf(':');
	return id.slice(colon + 1, colon + 13);
}
