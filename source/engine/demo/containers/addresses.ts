import type { Port, Protocol } from '../../../domain/nouns/container.js';
import { EngineError } from '../../errors.js';
import type { ContainerRecord, NetworkRecord } from '../world/model.js';
import { hex } from '../world/random.js';
import type { World } from '../world/world.js';

/** Assigns a container its addresses in a network. */
export function assignAddress(world: World, container: ContainerRecord, network: NetworkRecord): void {
	const place = container.networks.get(network.id);
	if (!place) {
		return;
	}
	place.mac = `02:42:${hex(container.id + network.id, 0, 8).replace(/..(?=.)/g, '$&:')}`;
	place.ip = network.subnet ? (place.wantedIp ?? freeAddress(world, network)) : '';
}

/** Releases a container's addresses, as a stop does. */
export function releaseAddresses(container: ContainerRecord): void {
	for (const place of container.networks.values()) {
		place.ip = '';
		place.mac = '';
	}
}

/** Returns the next free address of a network's subnet; gateways end in .1. */
function freeAddress(world: World, network: NetworkRecord): string {
	const [a = '172', b = '17', c = '0'] = (network.subnet.split('/')[0] ?? '').split('.');
	const next = (world.lastHost.get(network.id) ?? 1) + 1;
	world.lastHost.set(network.id, next);
	return `${a}.${b}.${Number(c) + ((next >> 8) & 255)}.${next & 255}`;
}

/** Binds the published ports of a container. Throws a `server` error with the engine's message when a port is in use. */
export function bindPorts(world: World, container: ContainerRecord): void {
	const bound: Port[] = [];
	const { PortBindings, PublishAllPorts } = container.hostConfig;
	const wanted = Object.entries(PortBindings ?? {}).flatMap(([port, bindings]) =>
		(bindings ?? []).map(binding => ({ port, binding })),
	);
	if (PublishAllPorts) {
		for (const port of Object.keys(container.config.ExposedPorts ?? {})) {
			wanted.push({ port, binding: {} });
		}
	}
	for (const { port, binding } of wanted) {
		const { containerPort, protocol } = parsePort(port);
		const addresses = binding.HostIp ? [binding.HostIp] : ['0.0.0.0', '::'];
		const hostPort = Number(binding.HostPort || 0) || freePort(world, protocol);
		for (const ip of addresses) {
			const key = `${ip}:${hostPort}/${protocol}`;
			if (world.boundPorts.has(key)) {
				for (const port of bound) {
					world.boundPorts.delete(`${port.ip}:${port.hostPort}/${port.protocol}`);
				}
				throw new EngineError(
					'server',
					`driver failed programming external connectivity on endpoint ${container.name} (${hex(container.id, 1)}): Bind for ${ip}:${hostPort} failed: port is already allocated`,
				);
			}
			bound.push({ containerPort, protocol, ip, hostPort });
		}
		for (const one of bound) {
			world.boundPorts.set(`${one.ip}:${one.hostPort}/${one.protocol}`, container.id);
		}
	}
	const published = new Set(bound.map(port => `${port.containerPort}/${port.protocol}`));
	container.ports = [
		...exposedPorts(container).filter(port => !published.has(`${port.containerPort}/${port.protocol}`)),
		...bound,
	];
}

/** Releases the host ports of a container. */
export function releasePorts(world: World, container: ContainerRecord): void {
	for (const port of container.ports) {
		if (port.hostPort) {
			world.boundPorts.delete(`${port.ip}:${port.hostPort}/${port.protocol}`);
		}
	}
	container.ports = [];
}

function exposedPorts({ config }: ContainerRecord): Port[] {
	return Object.keys(config.ExposedPorts ?? {}).map(parsePort);
}

function parsePort(text: string): { containerPort: number; protocol: Protocol } {
	const [port, protocol = 'tcp'] = text.split('/');
	return { containerPort: Number(port), protocol: protocol as Protocol };
}

function freePort(world: World, protocol: Protocol): number {
	let port = 32_768;
	while (world.boundPorts.has(`0.0.0.0:${port}/${protocol}`)) {
		port++;
	}
	return port;
}
