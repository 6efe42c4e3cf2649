import type { Network } from '../../nouns/network.js';
import type { Volume } from '../../nouns/volume.js';
import { objectAt, objectsAt, type Raw, textAt } from '../../run/inspect/raw.js';
import { change, changedEntries, changedItems, type Difference } from './differences.js';
import type { ComposeModel } from './model.js';
import { composeLabel, isOwnLabel, type Observed } from './observed.js';
import { nameOf } from './place-facets.js';
import type { ResourcePlan } from './plan.js';
import { mapAt } from './values.js';

type Wanted = {
	readonly model: ComposeModel;
	/** The hash of each network, by its key; undefined when networks are compared by their properties. */
	readonly networkHashes?: ReadonlyMap<string, string>;
};

/** The networks and volumes of the model that the engine lacks or has otherwise. `used` has the keys that services use. */
export function planResources(
	reading: Wanted,
	observed: Observed,
	used: { readonly networks: ReadonlySet<string>; readonly volumes: ReadonlySet<string> },
): readonly ResourcePlan[] {
	const { model } = reading;
	const networks = Object.keys(model.networks).filter(key => used.networks.has(key));
	const volumes = Object.keys(model.volumes).filter(key => used.volumes.has(key));
	return [
		...networks.flatMap(key => planNetwork(reading, key, observed)),
		...volumes.flatMap(key => planVolume(model, key, observed)),
	];
}

function planNetwork({ model, networkHashes }: Wanted, key: string, { networks }: Observed): readonly ResourcePlan[] {
	const wanted = objectAt(model.networks, key);
	const name = nameOf(model, 'networks', key);
	const known = networks.find(({ network }) => network.name === name);
	if (known === undefined) {
		const isPredefined = name === 'host' || name === 'none';
		const fate = wanted.external === true ? 'missing' : 'create';
		return isPredefined ? [] : [{ kind: 'network', name, fate, differences: [] }];
	}
	if (wanted.external === true) {
		return [];
	}
	const differences = networkDifferences(wanted, known.inspect);
	const hash = networkHashes?.get(key);
	const isRecreated = hash === undefined ? differences.length > 0 : isOutdated(known.network, model.name, hash);
	return isRecreated ? [{ kind: 'network', name, fate: 'recreate', differences }] : [];
}

/**
 * Compose keeps a network of somebody else, and one without a hash, which older versions have made. Source: docker/compose
 * pkg/compose/create.go, resolveOrCreateNetwork.
 */
function isOutdated(network: Network, project: string, hash: string): boolean {
	const noted = composeLabel(network, 'config-hash');
	return composeLabel(network, 'project') === project && noted !== '' && noted !== hash;
}

function networkDifferences(wanted: Raw, inspect: Raw): readonly Difference[] {
	const flag = (value: unknown) => (value === true ? 'on' : undefined);
	return [
		...change('driver', '', textAt(inspect, 'Driver') || 'bridge', textAt(wanted, 'driver') || 'bridge'),
		...change('internal', '', flag(inspect.Internal), flag(wanted.internal)),
		...change('attachable', '', flag(inspect.Attachable), flag(wanted.attachable)),
		...('enable_ipv6' in wanted ? change('IPv6', '', flag(inspect.EnableIPv6), flag(wanted.enable_ipv6)) : []),
		...changedEntries('label', userLabels(mapAt(inspect, 'Labels')), new Map(Object.entries(mapAt(wanted, 'labels')))),
		...changedEntries(
			'option',
			new Map(Object.entries(mapAt(inspect, 'Options'))),
			new Map(Object.entries(mapAt(wanted, 'driver_opts'))),
		),
		...addressDifferences(objectAt(inspect, 'IPAM'), objectAt(wanted, 'ipam')),
	];
}

function addressDifferences(known: Raw, wanted: Raw): readonly Difference[] {
	const [knownRanges, wantedRanges] = [objectsAt(known, 'Config'), objectsAt(wanted, 'config')];
	const texts = (ranges: readonly Raw[], field: string) => ranges.flatMap(range => textAt(range, field) || []);
	const kept = (ranges: readonly Raw[], field: string) =>
		new Map(ranges.flatMap(range => Object.entries(mapAt(range, field))));
	// The engine chooses a subnet and a gateway if the file has none.
	const changed = (word: string, knownField: string, field: string) =>
		texts(wantedRanges, field).length > 0
			? changedItems(word, texts(knownRanges, knownField), texts(wantedRanges, field))
			: [];
	return [
		...changed('subnet', 'Subnet', 'subnet'),
		...changed('gateway', 'Gateway', 'gateway'),
		...changedItems('address range', texts(knownRanges, 'IPRange'), texts(wantedRanges, 'ip_range')),
		...changedEntries('reserved address', kept(knownRanges, 'AuxiliaryAddresses'), kept(wantedRanges, 'aux_addresses')),
	];
}

const userLabels = (labels: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
	new Map(Object.entries(labels).filter(([name]) => !isOwnLabel(name)));

function planVolume(model: ComposeModel, key: string, { volumes }: Observed): readonly ResourcePlan[] {
	const wanted = objectAt(model.volumes, key);
	const name = nameOf(model, 'volumes', key);
	const known = volumes.find(volume => volume.name === name);
	if (known === undefined) {
		return [{ kind: 'volume', name, fate: wanted.external === true ? 'missing' : 'create', differences: [] }];
	}
	const differences = wanted.external === true ? [] : volumeDifferences(wanted, known);
	return differences.length === 0 ? [] : [{ kind: 'volume', name, fate: 'differs', differences }];
}

const volumeDifferences = (wanted: Raw, { driver, labels, options }: Volume): readonly Difference[] => [
	...change('driver', '', driver, textAt(wanted, 'driver') || 'local'),
	...changedEntries('label', userLabels(labels), new Map(Object.entries(mapAt(wanted, 'labels')))),
	...changedEntries('option', new Map(Object.entries(options)), new Map(Object.entries(mapAt(wanted, 'driver_opts')))),
];
