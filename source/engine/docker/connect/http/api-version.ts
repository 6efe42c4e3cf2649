/** The newest Engine API that plimsoll is written for (Docker 29, by the published version history). It uses this version with a newer engine, too. */
export const newestApi = '1.55';
/** The oldest Engine API with all that plimsoll needs (Docker 1.13: `prune`, `system df`). */
export const oldestApi = '1.25';

/** Compares two API versions by number: negative when `a` is older. `1.9` is older than `1.10`. */
export function compareApiVersions(a: string, b: string): number {
	const [aMajor = 0, aMinor = 0] = a.split('.').map(Number);
	const [bMajor = 0, bMinor = 0] = b.split('.').map(Number);
	return aMajor - bMajor || aMinor - bMinor;
}

/** The older of the engine's newest version and plimsoll's. */
export function negotiateApiVersion(engineVersion: string): string {
	return compareApiVersions(engineVersion, newestApi) < 0 ? engineVersion : newestApi;
}
