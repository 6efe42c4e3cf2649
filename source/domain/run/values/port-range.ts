/** Reads `80` or `8000-8010`, both ends included; undefined for an invalid range. Ports are 0 to 65535. */
export function parsePortRange(text: string): { readonly start: number; readonly end: number } | undefined {
	const match = /^(\d+)(?:-(\d+))?$/.exec(text);
	if (match === null) {
		return undefined;
	}
	const start = Number(match[1]);
	const end = Number(match[2] ?? match[1]);
	return start <= end && end <= 65_535 ? { start, end } : undefined;
}
