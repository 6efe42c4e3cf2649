import type { Host } from '../nouns/host.js';
import { apiAtLeast } from '../run/request/context.js';
import { type ApiRequest, each, post, toggle } from './api-request.js';
import { encodeFilters, type Filters } from './filters.js';

export type PruneNoun = 'container' | 'image' | 'network' | 'volume' | 'builder';

/** The options of `docker … prune`. */
export type Prune = {
	readonly noun: PruneNoun;
	/** Also prune tagged images without a container, named volumes, and all of the build cache. */
	readonly all?: boolean;
	/** Prune only matching objects: `{label: ['team=core']}`. */
	readonly filters?: Filters;
};

/** The parts of an engine's description that decide what its prunes take. */
export type Pruner = Pick<Host, 'apiVersion' | 'product'>;

/** `docker image prune --all --force`. Podman and engines before API 1.42 always prune named volumes and have no `--all` for them. */
export const pruneCommand = {
	argv: (prune: Prune, engine: Pruner): string[] => [
		...['docker', prune.noun, 'prune', ...toggle('--all', takesAll(prune, engine)), '--force'],
		...Object.entries(prune.filters ?? {}).flatMap(([name, values]) =>
			each(
				'--filter',
				values.map(value => `${name}=${value}`),
			),
		),
	],
	request(prune: Prune, engine: Pruner): ApiRequest {
		if (prune.noun === 'builder') {
			// Only for this prune does docker's client send empty filters.
			return post(['build', 'prune'], { all: prune.all, filters: encodeFilters(prune.filters) ?? '' });
		}
		const filters = merged(allFilter(prune, engine), prune.filters);
		return post([`${prune.noun}s`, 'prune'], { filters: encodeFilters(filters) });
	},
};

/** The filter for `--all` or its absence. */
function allFilter(prune: Prune, engine: Pruner): Filters {
	if (prune.noun === 'image') {
		return { dangling: [prune.all ? 'false' : 'true'] };
	}
	return prune.noun === 'volume' && takesAll(prune, engine) ? { all: ['true'] } : {};
}

/** Joins the values of filters with the same name. */
function merged(own: Filters, others: Filters = {}): Filters {
	const all = { ...others };
	for (const [name, values] of Object.entries(own)) {
		all[name] = [...new Set([...values, ...(others[name] ?? [])])];
	}
	return all;
}

function takesAll({ noun, all = false }: Prune, { apiVersion, product }: Pruner): boolean {
	if (noun === 'volume') {
		return all && product === 'Docker' && apiAtLeast(apiVersion, '1.42');
	}
	return all && (noun === 'image' || noun === 'builder');
}

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
