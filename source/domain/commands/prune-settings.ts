import type { Filters } from './filters.js';

/**
 * Adds the `pruneFilters` of docker's config file (`settings`: `label!=keep`), which protect objects from a prune. Docker lets a
 * prune's own label filters override them; plimsoll's prunes have none. Source: docker/cli cli/command/utils.go, PruneFilters.
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
		const present = Object.hasOwn(all, key) ? (all[key] ?? []) : [];
		all[key] = present.includes(value) ? present : [...present, value];
	}
	return all;
}
