import type { NetworkRow } from '../rows/network-row.js';
import { pairsToMap } from './environment.js';

/** Endpoint settings of the Engine API. The empty fields stay, since docker's client also sends them. */
export type EndpointSettings = Readonly<Record<string, unknown>>;

const unset = {
	NetworkID: '',
	EndpointID: '',
	Gateway: '',
	IPAddress: '',
	IPPrefixLen: 0,
	IPv6Gateway: '',
	GlobalIPv6Address: '',
	GlobalIPv6PrefixLen: 0,
	DNSNames: null,
};

/** Converts a row to the engine's form. */
export function endpointSettings(row: NetworkRow, links: readonly string[]): EndpointSettings {
	return {
		IPAMConfig: ipam(row),
		Links: orNull(links),
		Aliases: orNull(row.aliases),
		MacAddress: row.macAddress.trim(),
		DriverOpts: row.driverOpts.length > 0 ? pairsToMap(row.driverOpts) : null,
		GwPriority: row.gwPriority,
		...unset,
	};
}

/** Returns true if no field is set. */
export function isPlain(settings: EndpointSettings): boolean {
	return Object.values(settings).every(value => value === null || value === '' || value === 0);
}

/** `IPAMConfig` with the addresses that are set; null when there are none. */
export function ipam({ ip, ip6, linkLocalIps }: Pick<NetworkRow, 'ip' | 'ip6' | 'linkLocalIps'>): object | null {
	const config = {
		...(ip === '' ? {} : { IPv4Address: ip }),
		...(ip6 === '' ? {} : { IPv6Address: ip6 }),
		...(linkLocalIps.length === 0 ? {} : { LinkLocalIPs: linkLocalIps }),
	};
	return Object.keys(config).length === 0 ? null : config;
}

/** Go encodes a nil slice as null. */
export function orNull<T>(list: readonly T[]): readonly T[] | null {
	return list.length === 0 ? null : list;
}
