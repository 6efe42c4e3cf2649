import type { Network } from '../../../domain/nouns/network.js';
import { dictionary, flag, object, objects, text, time } from './values.js';

/** A network of list or inspect. */
export function toNetwork(value: unknown): Network {
	const raw = object(value);
	const subnets = objects(object(raw.IPAM).Config);
	const containers = Object.entries(object(raw.Containers));
	return {
		id: text(raw.Id),
		name: text(raw.Name),
		driver: text(raw.Driver),
		scope: text(raw.Scope),
		createdAt: time(raw.Created),
		internal: flag(raw.Internal),
		attachable: flag(raw.Attachable),
		ipv6: flag(raw.EnableIPv6),
		subnets: subnets.map(({ Subnet, Gateway }) => ({ subnet: text(Subnet), gateway: text(Gateway) })),
		labels: dictionary(raw.Labels),
		containers: Object.fromEntries(containers.map(([id, endpoint]) => [text(id), toMember(endpoint)])),
	};
}

function toMember(value: unknown): Network['containers'][string] {
	const raw = object(value);
	const address = (written: unknown) => text(written).replace(/\/\d+$/, '');
	return {
		name: text(raw.Name),
		ipv4: address(raw.IPv4Address),
		ipv6: address(raw.IPv6Address),
		mac: text(raw.MacAddress),
	};
}
