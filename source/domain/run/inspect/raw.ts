/** A JSON object of the engine that is not validated. */
export type Raw = Readonly<Record<string, unknown>>;

/** The object under a key; empty when there is none. */
export function objectAt(raw: unknown, key: string): Raw {
	const value = isObject(raw) ? raw[key] : undefined;
	return isObject(value) ? value : {};
}

/** The text under a key; empty when there is none. */
export function textAt(raw: Raw, key: string): string {
	const value = raw[key];
	return typeof value === 'string' ? value : '';
}

/** The number under a key; 0 when there is none. */
export function numberAt(raw: Raw, key: string): number {
	const value = raw[key];
	return typeof value === 'number' ? value : 0;
}

/** The texts of the list under a key. */
export function textsAt(raw: Raw, key: string): string[] {
	const value = raw[key];
	return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

/** The objects of the list under a key. */
export function objectsAt(raw: Raw, key: string): Raw[] {
	const value = raw[key];
	return Array.isArray(value) ? value.filter(isObject) : [];
}

/** The pairs of the map under a key. */
export function pairsAt(raw: Raw, key: string): { name: string; value: string }[] {
	return Object.entries(objectAt(raw, key)).map(([name, value]) => ({ name, value: String(value ?? '') }));
}

/** Returns true if two JSON values are equal, with the same order of keys. */
export function same(a: unknown, b: unknown): boolean {
	return JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
}

function isObject(value: unknown): value is Raw {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
