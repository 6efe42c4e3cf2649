import type { Filters } from './filters.js';

/**
 * A prune's filters with those of `pruneFilters` in docker's config file, which keep things from being pruned. Source: docker/cli
 * cli/command/utils.go, PruneFilters; a prune here has no label filters of its own that could contradict them.
 */
export function withPruneSettings(filters: Filters, settings: readonly string[]): Filters {
	const all: Record<string, readonly string[]> = { ...filters };
	for (const setting of settings) {
		const at = setting.indexOf('=');
		const value = setting.slice(at + 1);
		if (at < 0 || value === '') {
			continue;
		}
		const key = setting.slice(0, at);
		const known = Object.hasOwn(all, key) ? (all[key] ?? []) : [];
		all[key] = known.includes(value) ? known : [...known, value];
	}
	return all;
}
