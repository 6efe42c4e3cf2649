import type { Settings } from '../../config/settings.js';
import { connectFirst } from '../../engine/docker/connect/connect.js';
import { engineIdAt, ownEngineId } from '../../engine/docker/connect/engine-id.js';
import { cliSettings } from '../../engine/docker/connect/settings/pick-context.js';
import { dockerContexts, resolveEndpoint } from '../../engine/docker/connect/settings/resolve.js';
import { SshLogins } from '../../engine/docker/connect/ssh/ssh-logins.js';
import type { Engine } from '../../engine/engine.js';
import { readOnly as guarded } from '../../engine/read-only.js';
import { openScope, type Scope } from '../../runtime/concurrency/scope.js';
import type { Connector, Opened, Target } from '../../runtime/connection/connector.js';
import type { Args } from '../args.js';
import { createReadOnlyEngines } from './read-only-engines.js';

export type EagerConnector = Connector & {
	/** Opens the default target now; the first `open` of it returns that attempt. */
	begin(target: Target): void;
};

/** With `readOnly` in the config an engine must report its id within this time, or it counts as protected. */
const idTimeoutMs = 5000;

/**
 * Opens engines for the runtime: the docker CLI's choice, a context, a host, or the demo. Engines for which `isReadOnly`
 * returns true are wrapped in the read-only guard.
 */
export function createConnector(options: {
	host: string | undefined;
	context: string | undefined;
	/** Size of the demo engine's fleet; undefined for the hand-made one. */
	demoContainers?: number;
	/** `ownId` requests the engine's id. */
	isReadOnly(endpoint: Engine['endpoint'], ownId: () => Promise<string | undefined>): Promise<boolean>;
}): EagerConnector {
	const flagsOf = (target: Target) => {
		if (typeof target === 'object') {
			return 'host' in target ? { host: target.host } : { context: target.context };
		}
		return { host: options.host, context: options.context };
	};
	const guard = async (engine: Engine, ownId: () => Promise<string | undefined>) => {
		const readOnly = await options.isReadOnly(engine.endpoint, ownId);
		return { engine: readOnly ? guarded(engine) : engine, readOnly };
	};
	const logins = new SshLogins();
	let begun: { readonly opened: Promise<Opened>; readonly scope: Scope } | undefined;
	async function open(target: Target, signal: AbortSignal, prefetchContainers = false): Promise<Opened> {
		if (target === 'demo') {
			const { createDemoEngine } = await import('../../engine/demo/demo-engine.js');
			const engine = createDemoEngine({ containers: options.demoContainers });
			return { attempts: [], ...(await guard(engine, async () => undefined)) };
		}
		// Loaded while the connection is tried.
		const adapter = import('../../engine/docker/docker-engine.js');
		const { candidates } = await resolveEndpoint(cliSettings(flagsOf(target)));
		const { client, attempts } = await connectFirst(candidates, { signal, prefetchContainers, logins });
		if (!client) {
			return { attempts, readOnly: false };
		}
		const { createDockerEngine } = await adapter;
		const ownId = () => ownEngineId(client, signal, idTimeoutMs);
		const engine = createDockerEngine(client);
		try {
			return { attempts, containers: client.containers, ...(await guard(engine, ownId)) };
		} catch (error) {
			engine.close();
			throw error;
		}
	}
	return {
		begin(target) {
			if (target !== 'default') {
				return;
			}
			const scope = openScope();
			begun = { opened: open(target, scope.signal, true), scope };
			begun.opened.catch(() => {});
		},
		open(target, signal) {
			const first = target === 'default' ? begun : undefined;
			begun = undefined;
			if (!first) {
				return open(target, signal);
			}
			signal.addEventListener('abort', first.scope.end, { once: true });
			return first.opened;
		},
		contexts: () => dockerContexts(cliSettings({ host: options.host, context: options.context })),
		logIn: url => logins.prepare(url, process.env),
	};
}

/** An engine on this machine that takes longer to report its id hangs. */
const localIdTimeoutMs = 2000;

/** The connector of the command line and the config file, with the engines that these protect. */
export function configuredConnector(
	{ host, context, readOnly }: Pick<Args, 'host' | 'context' | 'readOnly'>,
	settings: Pick<Settings, 'readOnly'>,
): EagerConnector {
	const engines = createReadOnlyEngines({
		patterns: settings.readOnly,
		contexts: () => dockerContexts(cliSettings({ host, context })),
		idAt: endpoint => engineIdAt(endpoint, process.env, localIdTimeoutMs),
	});
	return createConnector({
		host,
		context,
		demoContainers: Number(process.env.PLIMSOLL_DEMO_CONTAINERS) || undefined,
		isReadOnly: async (endpoint, ownId) => readOnly || engines.isReadOnly(endpoint, ownId),
	});
}
