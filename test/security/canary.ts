import { randomBytes } from 'node:crypto';

/** Returns a unique secret with characters that shells and JSON escape. */
export const newCanary = (): string => `cAnary-${randomBytes(6).toString('hex')}'"$\\é`;

/** Returns the secret in all its encodings: unchanged, JSON, base64 (also of `user:secret`), URL, hex. */
export function spellings(canary: string): readonly string[] {
	const core = /cAnary-[0-9a-f]+/.exec(canary)![0];
	const encoded = [core, `me:${core}`, `x${core}`, `xx${core}`].map(text =>
		Buffer.from(text).toString('base64').slice(4, -6),
	);
	return [core, encodeURIComponent(core), Buffer.from(core).toString('hex'), ...encoded];
}

/** Returns everything in a value as one text, including maps, sets, errors and the source of functions. */
export function dump(value: unknown): string {
	const seen = new Set<unknown>();
	const walk = (item: unknown): string => {
		if (typeof item !== 'object' || item === null) {
			return String(item);
		}
		if (seen.has(item)) {
			return '';
		}
		seen.add(item);
		if (item instanceof Error) {
			return `${item.message} ${item.stack} ${walk(item.cause)}`;
		}
		if (item instanceof Map || item instanceof Set) {
			return walk([...item]);
		}
		return Object.entries(item)
			.map(([key, inner]) => `${key} ${walk(inner)}`)
			.join('\n');
	};
	return walk(value);
}

/** Returns the encoding of the secret that a text contains; undefined if it contains none. */
export const leak = (canary: string, text: string): string | undefined =>
	spellings(canary).find(spelling => text.includes(spelling));
