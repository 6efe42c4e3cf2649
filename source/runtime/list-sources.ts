import type { Call, Engine } from '../engine/engine.js';
import type { ItemOf, NounId, NounsFrom } from '../panes/noun.js';
import { nounIds, panes } from '../panes/panes.js';

/** A noun whose list the engine answers with. */
export type EngineNoun = NounsFrom<'engine'>;

export type EngineLists = { readonly [N in EngineNoun]: (call: Call) => Promise<readonly ItemOf<N>[]> };

const isOfEngine = (noun: NounId): noun is EngineNoun => panes[noun].source === 'engine';

export const engineNouns: readonly EngineNoun[] = nounIds.filter(isOfEngine);

/** The engine's list call for each of its nouns. */
export const engineLists = (engine: Engine): EngineLists => ({
	containers: call => engine.containers.list(call),
	images: call => engine.images.list(call),
	volumes: call => engine.volumes.list(call),
	networks: call => engine.networks.list(call),
});
