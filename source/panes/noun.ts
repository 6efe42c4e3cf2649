import type { PlannedProject } from '../domain/compose/plan/make-plan.js';
import type { ComposeItem } from '../domain/compose/project.js';
import type { Change, Container, ContainerDetail, Processes } from '../domain/nouns/container.js';
import type { DockerContext } from '../domain/nouns/host.js';
import type { Image, ImageDetail, Layer } from '../domain/nouns/image.js';
import type { Network, NetworkDetail } from '../domain/nouns/network.js';
import type { Volume, VolumeDetail } from '../domain/nouns/volume.js';

/**
 * Everything that has a list. State, selectors, streams, lists and views take their types from this map; each noun's record
 * (`Pane`) holds its values.
 */
export type Nouns = {
	containers: {
		item: Container;
		/** Ids of the detail's tabs. */
		tab: 'overview' | 'logs' | 'stats' | 'inspect' | 'env' | 'top' | 'mounts' | 'network' | 'changes';
		/** Kinds of details that are fetched of one item, by its key. */
		resource: 'container' | 'processes' | 'changes';
		/** The source of the list. */
		source: 'engine';
	};
	images: {
		item: Image;
		tab: 'overview' | 'layers' | 'inspect' | 'used-by';
		resource: 'image' | 'history';
		source: 'engine';
	};
	volumes: {
		item: Volume;
		tab: 'inspect' | 'used-by';
		resource: 'volume';
		source: 'engine';
	};
	networks: {
		item: Network;
		tab: 'inspect' | 'containers';
		resource: 'network';
		source: 'engine';
	};
	contexts: {
		item: DockerContext;
		tab: 'overview';
		resource: never;
		source: 'connector';
	};
	/** Projects and services: rows above their containers, in the containers' pane. */
	compose: {
		item: ComposeItem;
		tab: 'logs' | 'stats' | 'graph' | 'config' | 'plan';
		/** The files of the project, compared with its containers. */
		resource: 'planned';
		source: 'lists';
	};
};

/** The source of a list: the connected engine, the connector that finds engines, or other lists. */
export type Source = 'engine' | 'connector' | 'lists';

/** The value of each kind of fetched detail. */
export type Resources = {
	container: ContainerDetail;
	processes: Processes;
	changes: readonly Change[];
	image: ImageDetail;
	history: readonly Layer[];
	volume: VolumeDetail;
	network: NetworkDetail;
	planned: PlannedProject;
};

export type NounId = keyof Nouns;
export type ItemOf<N extends NounId> = Nouns[N]['item'];
/** A detail tab of a noun, or of any. */
export type TabId<N extends NounId = NounId> = Nouns[N]['tab'];
/** A kind of fetched detail of a noun, or of any. */
export type ResourceKind<N extends NounId = NounId> = Nouns[N]['resource'];

/** The nouns whose list comes from a source. */
export type NounsFrom<S extends Source> = {
	[N in NounId]: Nouns[N]['source'] extends S ? N : never;
}[NounId];

/** The keys of a record in the order in which they are written, with their type. */
export const keysOf = <T extends object>(record: T): readonly (keyof T & string)[] =>
	// TypeScript allows an object to have more keys than its type; a literal has no others.
	Object.keys(record) as (keyof T & string)[];

type AllOf<U> = (U extends unknown ? (each: U) => void : never) extends (all: infer I) => void ? I : never;

/** A function that makes the value of each key of `M`, such as a generic one: `<N extends NounId>(noun: N) => Finder<N>`. */
export type Maker<M> = AllOf<{ [K in keyof M]: (key: K) => M[K] }[keyof M]>;

/** Makes a value for each key. The compiler checks `make` for every key. */
export function tableOf<M extends object>(keys: readonly (keyof M & string)[], make: Maker<M>): M {
	// `make` takes every single key, which TypeScript does not infer for a key of the union.
	const makeAny = make as (key: keyof M) => M[keyof M];
	return Object.fromEntries(keys.map(key => [key, makeAny(key)])) as M;
}
