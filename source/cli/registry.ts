import type { RegistryCredentials } from '../actions/action.js';
import { createDemoCredentials } from '../engine/demo/demo-credentials.js';
import type { Environment } from '../engine/docker/connect/config-file.js';
import { loadCredentials } from '../engine/docker/registry/credentials.js';

/** The docker CLI's credential store; while the demo is shown, one of the demo's own. */
export function registryOf(env: Environment, isDemo: () => boolean): RegistryCredentials {
	const real = loadCredentials(env);
	const demo = createDemoCredentials();
	const now = () => (isDemo() ? demo : real);
	return {
		get: server => now().get(server),
		all: () => now().all(),
		store: credentials => now().store(credentials),
		erase: server => now().erase(server),
		list: () => now().list(),
	};
}
