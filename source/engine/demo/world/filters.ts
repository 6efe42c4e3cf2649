import type { Filters } from '../../engine.js';

/** Returns true if labels match all `label` filters (`key` or `key=value`). */
export function labelFilter(
	filters: Filters | undefined,
	labels: Readonly<Record<string, string>> | null | undefined,
): boolean {
	return (filters?.label ?? []).every(wanted => {
		const split = wanted.indexOf('=');
		if (split < 0) {
			return labels?.[wanted] !== undefined;
		}
		return labels?.[wanted.slice(0, split)] === wanted.slice(split + 1);
	});
}
