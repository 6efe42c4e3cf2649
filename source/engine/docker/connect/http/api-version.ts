/** The newest Engine API that plimsoll was written against (Docker 28.3). A newer engine is spoken to in this one. */
export const NEWEST_API = '1.51';
/** The oldest Engine API that has all we need (Docker 1.13: `prune`, `system df`). */
export const OLDEST_API = '1.25';

/** Compares two API versions by number: negative when `a` is older. `1.9` is older than `1.10`. */
export function compareApiVersions(a: string, b: string): number {
	const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
	const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
	return aMajor - bMajor || aMinor - bMinor;
}

/** The older of the engine's newest version and ours. */
export function negotiateApiVersion(theirs: string): string {
	return compareApiVersions(theirs, NEWEST_API) < 0 ? theirs : NEWEST_API;
}
