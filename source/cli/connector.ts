import { connectFirst } from '../engine/docker/connect/connect.js';
import { surroundings } from '../engine/docker/connect/pick-context.js';
import { dockerContexts, resolveEndpoint } from '../engine/docker/connect/resolve.js';
import type { Engine } from '../engine/engine.js';
import { readOnly as guarded } from '../engine/read-only.js';
import type { Connector, Target } from '../runtime/connection.js';

/**
 * Opens engines for the runtime: the docker CLI's choice, a context, a host, or the demo. `isReadOnly` says for a host or
 * context whether the guard stands before it.
 */
export function createConnector(options: {
	host: string | undefined;
	context: string | undefined;
	/** Size of the demo engine's fleet; undefined for the hand-made one. */
	demoContainers?: number;
	isReadOnly(endpoint: Engine['endpoint']): boolean;
}): Connector {
	const flagsOf = (target: Target) => {
		if (typeof target === 'object') return 'host' in target ? { host: target.host } : { context: target.context };
		return { host: options.host, context: options.context };
	};
	const guard = (engine: Engine) => {
		const readOnly = options.isReadOnly(engine.endpoint);
		return { engine: readOnly ? guarded(engine) : engine, readOnly };
	};
	return {
		async open(target, signal) {
			if (target === 'demo') {
				const { createDemoEngine } = await import('../engine/demo/demo-engine.js');
				return { attempts: [], ...guard(createDemoEngine({ containers: options.demoContainers })) };
			}
			// Loaded while the engine is asked whether it is there.
			const adapter = import('../engine/docker/docker-engine.js');
			const { candidates } = await resolveEndpoint(surroundings(flagsOf(target)));
			const { client, attempts } = await connectFirst(candidates, { signal });
			if (!client) return { attempts, readOnly: false };
			const { createDockerEngine } = await adapter;
			return { attempts, ...guard(createDockerEngine(client)) };
		},
		contexts: () => dockerContexts(surroundings({ host: options.host, context: options.context })),
	};
}
