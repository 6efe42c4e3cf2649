import { apiAtLeast } from '../run/request/context.js';
import { type ApiRequest, post, toggle } from './api-request.js';

export type PruneNoun = 'container' | 'image' | 'network' | 'volume' | 'builder';

/** `all`: images that no container uses, named volumes, build cache in use. */
export type Prune = { readonly noun: PruneNoun; readonly all?: boolean };

/** `docker image prune --all --force`. Engines before API 1.42 prune named volumes anyway and do not know `--all`. */
export function pruneArgv(prune: Prune, apiVersion: string): string[] {
	return ['docker', prune.noun, 'prune', ...toggle('--all', wantsAll(prune, apiVersion)), '--force'];
}

/** `POST /{noun}s/prune`. */
export function pruneRequest(prune: Prune, apiVersion: string): ApiRequest {
	if (prune.noun === 'builder') {
		return post('/build/prune', { ...(prune.all && { all: '1' }), filters: '' });
	}
	const filters = pruneFilters(prune, apiVersion);
	const sent = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, set(values)]));
	return post(`/${prune.noun}s/prune`, Object.keys(filters).length === 0 ? {} : { filters: JSON.stringify(sent) });
}

/** The filters that make a prune what it is, in the engine's terms. */
export function pruneFilters(prune: Prune, apiVersion: string): Readonly<Record<string, readonly string[]>> {
	if (prune.noun === 'image') {
		return { dangling: [prune.all ? 'false' : 'true'] };
	}
	return prune.noun === 'volume' && wantsAll(prune, apiVersion) ? { all: ['true'] } : {};
}

function wantsAll({ noun, all = false }: Prune, apiVersion: string): boolean {
	const possible = noun === 'image' || noun === 'builder' || (noun === 'volume' && apiAtLeast(apiVersion, '1.42'));
	return all && possible;
}

/** Docker's client sends a list of filter values as a set. */
function set(values: readonly string[]): Record<string, boolean> {
	return Object.fromEntries(values.map(value => [value, true]));
}
