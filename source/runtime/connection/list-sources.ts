import { type Endpoint, withHostInUse } from '../../domain/nouns/host.js';
import type { Call, Engine } from '../../engine/engine.js';
import type { ItemOf, NounId, NounsFrom, Source } from '../../panes/noun.js';
import { nounIds, panes } from '../../panes/panes.js';
import type { Connector } from './connector.js';

/** Nouns whose list comes from the engine, or from the connector. */
export type EngineNoun = NounsFrom<'engine'>;
export type ConnectorNoun = NounsFrom<'connector'>;

export type EngineLists = { readonly [N in EngineNoun]: (call: Call) => Promise<readonly ItemOf<N>[]> };
export type ConnectorLists = { readonly [N in ConnectorNoun]: () => Promise<readonly ItemOf<N>[]> };

const isFrom =
	<S extends Source>(source: S) =>
	(noun: NounId): noun is NounsFrom<S> =>
		panes[noun].source === source;

export const engineNouns: readonly EngineNoun[] = nounIds.filter(isFrom('engine'));
export const connectorNouns: readonly ConnectorNoun[] = nounIds.filter(isFrom('connector'));

/** The engine's list call for each of its nouns. */
export const engineLists = (engine: Engine): EngineLists => ({
	containers: call => engine.containers.list(call),
	images: call => engine.images.list(call),
	volumes: call => engine.volumes.list(call),
	networks: call => engine.networks.list(call),
});

/** The connector's answer for each of its nouns; `endpoint` is the engine in use. */
export const connectorLists = (connector: Connector, endpoint: () => Endpoint): ConnectorLists => ({
	contexts: async () => withHostInUse(await connector.contexts(), endpoint()),
});
