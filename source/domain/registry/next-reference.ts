import { familiar, parseReference } from './reference.js';

/** A tag that counts: `v7`, or a version with at least two dots. Others, such as `16`, name the version of a product. */
const counting = /^(v\d*?|v?\d+\.\d+\.(?:\d+\.)*)(\d+)$/;

/** The reference after `reference` that no image has: `app:v1` → `app:v2`, `app:1.4.9` → `app:1.4.10`, `app` → `app:v1`. */
export function nextReference(reference: string, taken: readonly string[]): string | undefined {
	const parsed = parseReference(reference);
	if (!parsed.ok || /^(sha256:)?[0-9a-f]{12,}$/.test(reference)) {
		return undefined;
	}
	const { domain, path, tag = '' } = parsed.value;
	const name = familiar({ domain, path });
	const [, prefix = 'v', number = '0'] = counting.exec(tag) ?? [];
	return firstFree(`${name}:${prefix}`, Number(number) + 1, taken);
}

/** The first version of a repository that no image has: `ada/app:v1`. */
export function nextVersion(repository: string, taken: readonly string[]): string | undefined {
	return parseReference(repository).ok ? firstFree(`${repository}:v`, 1, taken) : undefined;
}

function firstFree(prefix: string, first: number, taken: readonly string[]): string {
	const names = new Set(taken);
	let number = first;
	while (names.has(`${prefix}${number}`)) {
		number++;
	}
	return `${prefix}${number}`;
}
