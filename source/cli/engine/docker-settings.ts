import type { RegistryCredentials, Surroundings } from '../../actions/action.js';
import type { Environment } from '../../engine/docker/connect/settings/config-file.js';
import { readDetachKeys, readProxies, readPruneFilters } from '../../engine/docker/connect/settings/config-setting.js';
import { loadCredentials } from '../../engine/docker/registry/credentials.js';
import type { Credentials } from '../../engine/engine.js';

/** Docker's environment and config file. The file is read again for each use, as each docker command does. */
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

/** The docker CLI's credential store; in the demo, a store in memory. */
export function registryOf(env: Environment, isDemo: () => boolean): RegistryCredentials {
	const real = loadCredentials(env);
	const demo = createDemoCredentials();
	const now = () => (isDemo() ? demo : real);
	return {
		get: (server, call) => now().get(server, call),
		all: call => now().all(call),
		store: (credentials, call) => now().store(credentials, call),
		erase: (server, call) => now().erase(server, call),
		list: call => now().list(call),
	};
}

/** Credential store of the demo, in memory: a login in the demo must not change the user's credentials. */
function createDemoCredentials() {
	const stored = new Map<string, Credentials>();
	return {
		get: async (server: string) => stored.get(server),
		all: async () => [...stored.values()],
		async store(credentials: Credentials) {
			stored.set(credentials.server, credentials);
			return { where: 'kept by the demo until you leave' };
		},
		erase: async (server: string) => stored.delete(server),
		list: async () => [...stored.values()].map(({ server, username = '' }) => ({ server, username })),
	};
}
