import type { NetworkCreation } from '../../../domain/commands/network.js';
import type { Connection } from '../../../domain/commands/network-attachment.js';
import { type Network, type NetworkDetail, predefinedNetworks } from '../../../domain/nouns/network.js';
import type { NetworkCalls } from '../../engine.js';
import { EngineError } from '../../errors.js';
import { assignAddress } from '../containers/addresses.js';
import { labelFilter } from '../world/filters.js';
import type { ContainerRecord, NetworkRecord } from '../world/model.js';
import type { World } from '../world/world.js';

/** Implements the network calls of the engine port on the demo world. */
export function networkCalls(world: World): NetworkCalls {
	return {
		list: ({ signal }) =>
			world.call(signal, () => [...world.networks.values()].map(network => networkRow(network, {}))),
		inspect: (id, { signal }) => world.call(signal, () => networkDetail(world, world.network(id))),
		create: (network, { signal }) => world.call(signal, () => create(world, network)),
		remove: (id, { signal }) => world.call(signal, () => remove(world, world.network(id))),
		connect: (id, options, { signal }) => world.call(signal, () => connect(world, world.network(id), options)),
		disconnect: (id, { container }, { signal }) =>
			world.call(signal, () => disconnect(world, world.network(id), world.container(container))),
		prune: ({ filters }, { signal }) =>
			world.call(signal, () => {
				const unused = [...world.networks.values()].filter(
					network =>
						!predefinedNetworks.includes(network.name) &&
						Object.keys(members(world, network)).length === 0 &&
						labelFilter(filters, network.labels),
				);
				for (const network of unused) {
					destroy(world, network);
				}
				world.emit('network', 'prune', '', { reclaimed: '0' });
				return { deleted: unused.map(network => network.name), reclaimed: 0 };
			}),
	};
}

/** `docker network inspect`. */
export function networkDetail(world: World, record: NetworkRecord): NetworkDetail {
	const network = networkRow(record, members(world, record));
	return { network, raw: raw(network, record) };
}

function attached(world: World, network: NetworkRecord): readonly ContainerRecord[] {
	return [...world.containers.values()].filter(container => container.networks.has(network.id));
}

/** Endpoints of the running containers: a stopped container has no endpoint. */
function members(world: World, network: NetworkRecord): Network['containers'] {
	const out: Record<string, Network['containers'][string]> = {};
	for (const container of attached(world, network)) {
		const place = container.networks.get(network.id);
		if (container.state !== 'running' && container.state !== 'paused') {
			continue;
		}
		out[container.id] = {
			name: container.name,
			ipv4: place?.ip ?? '',
			ipv6: '',
			mac: place?.mac ?? '',
		};
	}
	return out;
}

function create(world: World, creation: NetworkCreation): { id: string; warning: string } {
	const { name } = creation;
	const existing = [...world.networks.values()];
	if (!name) {
		throw new EngineError('bad-request', 'network name cannot be empty');
	}
	if (existing.some(network => network.name === name)) {
		throw new EngineError('conflict', `network with name ${name} already exists`);
	}
	const driver = creation.driver || 'bridge';
	if (!['bridge', 'macvlan', 'ipvlan', 'overlay'].includes(driver)) {
		throw new EngineError(
			'not-found',
			`could not find plugin ${driver} in v2 plugin registry: plugin "${driver}" not found`,
		);
	}
	const range = creation.subnets?.[0];
	const subnet = range?.subnet || freeSubnet(existing);
	if (existing.some(network => network.subnet === subnet)) {
		throw new EngineError('forbidden', 'Pool overlaps with other one on this address space');
	}
	const network: NetworkRecord = {
		id: world.newId('network'),
		name,
		driver,
		createdAt: world.now(),
		internal: creation.internal ?? false,
		attachable: creation.attachable ?? false,
		ipv6: creation.ipv6 ?? false,
		subnet,
		gateway: range?.gateway || subnet.replace(/\.\d+\/\d+$/, '.1'),
		labels: creation.labels ?? {},
		options: creation.options ?? {},
	};
	world.networks.set(network.id, network);
	world.emit('network', 'create', network.id, { name, type: driver });
	return { id: network.id, warning: '' };
}

function freeSubnet(existing: readonly NetworkRecord[]): string {
	let second = 18;
	while (existing.some(network => network.subnet.startsWith(`172.${second}.`))) {
		second++;
	}
	return `172.${second}.0.0/16`;
}

function remove(world: World, network: NetworkRecord): void {
	if (predefinedNetworks.includes(network.name)) {
		throw new EngineError('forbidden', `${network.name} is a pre-defined network and cannot be removed`);
	}
	if (Object.keys(members(world, network)).length > 0) {
		throw new EngineError(
			'forbidden',
			`error while removing network: network ${network.name} id ${network.id} has active endpoints`,
		);
	}
	destroy(world, network);
}

function destroy(world: World, network: NetworkRecord): void {
	world.networks.delete(network.id);
	world.lastHost.delete(network.id);
	world.emit('network', 'destroy', network.id, { name: network.name, type: network.driver });
}

function connect(world: World, network: NetworkRecord, connection: Connection): void {
	const container = world.container(connection.container);
	const running = container.state === 'running' || container.state === 'paused';
	if (container.networks.has(network.id)) {
		throw new EngineError(
			'forbidden',
			`endpoint with name ${container.name} already exists in network ${network.name}`,
		);
	}
	const aliases = [...(connection.aliases ?? []), container.id.slice(0, 12)];
	container.networks.set(network.id, { ip: '', mac: '', aliases, wantedIp: connection.ip || undefined });
	if (!running) {
		return;
	}
	assignAddress(world, container, network);
	world.emit('network', 'connect', network.id, { container: container.id, name: network.name, type: network.driver });
}

function disconnect(world: World, network: NetworkRecord, container: ContainerRecord): void {
	if (!container.networks.delete(network.id)) {
		throw new EngineError('forbidden', `container ${container.id} is not connected to network ${network.name}`);
	}
	world.emit('network', 'disconnect', network.id, {
		container: container.id,
		name: network.name,
		type: network.driver,
	});
}

function networkRow(record: NetworkRecord, containers: Network['containers']): Network {
	const { id, name, driver, createdAt, internal, attachable, ipv6, labels, subnet, gateway } = record;
	return {
		id,
		name,
		driver,
		scope: 'local',
		createdAt,
		internal,
		attachable,
		ipv6,
		subnets: subnet ? [{ subnet, gateway }] : [],
		labels,
		containers,
	};
}

function raw(network: Network, { options, subnet }: NetworkRecord): object {
	const prefix = subnet.split('/')[1] ?? '';
	const containers = Object.entries(network.containers).map(([id, { name, ipv4, ipv6, mac }]) => [
		id,
		{ Name: name, MacAddress: mac, IPv4Address: ipv4 && `${ipv4}/${prefix}`, IPv6Address: ipv6 },
	]);
	return {
		Name: network.name,
		Id: network.id,
		Created: new Date(network.createdAt).toISOString(),
		Scope: network.scope,
		Driver: network.driver,
		EnableIPv6: network.ipv6,
		IPAM: {
			Driver: 'default',
			Options: null,
			Config: network.subnets.map(({ subnet, gateway }) => ({ Subnet: subnet, Gateway: gateway })),
		},
		Internal: network.internal,
		Attachable: network.attachable,
		Containers: Object.fromEntries(containers),
		Options: options,
		Labels: network.labels,
	};
}
