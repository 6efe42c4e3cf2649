import type { NetworkRow } from '../network-row.js';
import { pairsToMap } from './environment.js';

/** A container's place in a network, as the engine takes it; the empty fields are what docker's client sends, too. */
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

/** The engine's form of a row. */
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

/** Whether settings say nothing. */
export function isPlain(settings: EndpointSettings): boolean {
	return Object.values(settings).every(value => value === null || value === '' || value === 0);
}

/** An address config with only what is said; null when nothing is. */
export function ipam({ ip, ip6, linkLocalIps }: Pick<NetworkRow, 'ip' | 'ip6' | 'linkLocalIps'>): object | null {
	const config = {
		...(ip === '' ? {} : { IPv4Address: ip }),
		...(ip6 === '' ? {} : { IPv6Address: ip6 }),
		...(linkLocalIps.length === 0 ? {} : { LinkLocalIPs: linkLocalIps }),
	};
	return Object.keys(config).length === 0 ? null : config;
}

/** Go sends a list that was never filled as null. */
export function orNull<T>(list: readonly T[]): readonly T[] | null {
	return list.length === 0 ? null : list;
}
