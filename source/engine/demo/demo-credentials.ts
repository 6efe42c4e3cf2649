import type { Credentials } from '../engine.js';

/** Credential store of the demo, in memory: a login in the demo must not change the user's credentials. */
export function createDemoCredentials() {
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
