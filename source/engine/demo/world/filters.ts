import type { Filters } from '../../engine.js';

/** Whether labels satisfy the `label` filters (`key` or `key=value`); all of them must. */
export function labelFilter(
	filters: Filters | undefined,
	labels: Readonly<Record<string, string>> | null | undefined,
): boolean {
	return (filters?.label ?? []).every(wanted => {
		const split = wanted.indexOf('=');
		if (split < 0) return labels?.[wanted] !== undefined;
		return labels?.[wanted.slice(0, split)] === wanted.slice(split + 1);
	});
}
