import type { Credentials } from '../engine.js';

/** The demo's credential store, in memory: a login there touches nobody's real one. */
export function createDemoCredentials() {
	const kept = new Map<string, Credentials>();
	return {
		get: async (server: string) => kept.get(server),
		all: async () => [...kept.values()],
		async store(credentials: Credentials) {
			kept.set(credentials.server, credentials);
			return { where: 'kept by the demo until you leave' };
		},
		erase: async (server: string) => kept.delete(server),
		list: async () => [...kept.values()].map(({ server, username = '' }) => ({ server, username })),
	};
}
