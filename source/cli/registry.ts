import type { RegistryCredentials } from '../actions/action.js';
import { createDemoCredentials } from '../engine/demo/demo-credentials.js';
import type { Environment } from '../engine/docker/connect/settings/config-file.js';
import { loadCredentials } from '../engine/docker/registry/credentials.js';

/** The docker CLI's credential store; while the demo is shown, one of the demo's own. */
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
