/** The first 12 hex digits of an id, without `sha256:`. Source: docker/cli formatter.TruncateID. */
export function shortId(id: string): string {
	const colon = id.indexOf(':');
	return id.slice(colon + 1, colon + 13);
}

/** Shortens the 64-digit ids in a sentence: a full id would push the rest of the line off the screen. */
export const withShortIds = (text: string): string => text.replace(/\b[0-9a-f]{64}\b/g, shortId);
