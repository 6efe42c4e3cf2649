import type { Surroundings } from '../actions/action.js';
import { readDetachKeys, readProxies, readPruneFilters } from '../engine/docker/connect/settings/config-setting.js';

/** What docker takes from its environment and from its config file, read anew each time as a docker command does. */
export function surroundingsOf(env: Surroundings['env']): Surroundings {
	return {
		env,
		uid: process.getuid?.(),
		gid: process.getgid?.(),
		proxies: endpoint => readProxies(env, endpoint),
		detachKeys: () => readDetachKeys(env),
		pruneFilters: () => readPruneFilters(env),
	};
}
