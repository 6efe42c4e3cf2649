import type { Volume } from '../../nouns/volume.js';
import { objectAt, objectsAt, type Raw, textAt } from '../../run/inspect/raw.js';
import { change, changedEntries, changedItems, type Difference } from './differences.js';
import type { ComposeModel } from './model.js';
import { isOwnLabel, type Observed } from './observed.js';
import { nameOf } from './place-facets.js';
import type { ResourcePlan } from './plan.js';
import { mapAt } from './values.js';

/** The networks and volumes of the model that the engine lacks or has otherwise. `used` has the keys that services use. */
export function planResources(
	model: ComposeModel,
	observed: Observed,
	used: { readonly networks: ReadonlySet<string>; readonly volumes: ReadonlySet<string> },
): readonly ResourcePlan[] {
	const networks = Object.keys(model.networks).filter(key => used.networks.has(key));
	const volumes = Object.keys(model.volumes).filter(key => used.volumes.has(key));
	return [
		...networks.flatMap(key => planNetwork(model, key, observed)),
		...volumes.flatMap(key => planVolume(model, key, observed)),
	];
}

function planNetwork(model: ComposeModel, key: string, { networks }: Observed): readonly ResourcePlan[] {
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
	return differences.length === 0 ? [] : [{ kind: 'network', name, fate: 'recreate', differences }];
}

function networkDifferences(wanted: Raw, inspect: Raw): readonly Difference[] {
	const flag = (value: unknown) => (value === true ? 'on' : undefined);
	const subnets = (ipam: Raw, list: string, field: string) =>
		objectsAt(ipam, list).flatMap(config => textAt(config, field) || []);
	const wantedSubnets = subnets(objectAt(wanted, 'ipam'), 'config', 'subnet');
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
		// The engine chooses a subnet if the file has none.
		...(wantedSubnets.length > 0
			? changedItems('subnet', subnets(objectAt(inspect, 'IPAM'), 'Config', 'Subnet'), wantedSubnets)
			: []),
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
