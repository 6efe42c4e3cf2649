import type { RunOptions } from '../options.js';
import type { NetworkRow } from '../rows/network-row.js';
import { networkRow } from '../rows/network-row.js';
import { UsageError } from '../usage-error.js';
import { type EndpointSettings, endpointSettings, isPlain } from './endpoint-settings.js';

/** Returns true if a user created the network. Source: moby api NetworkMode.IsUserDefined. */
export function isUserDefined(name: string): boolean {
	return !['default', 'bridge', 'host', 'none'].includes(name) && !/^container(:|$)/.test(name);
}

/**
 * `EndpointsConfig`. The first network also takes `--network-alias`, `--ip`, `--link` and the like. A single network
 * without settings is left to the engine. Throws UsageError. Source: docker/cli parseNetworkOpts.
 */
export function endpoints(options: RunOptions): Record<string, EndpointSettings> {
	const rows = options.network.length === 0 ? [networkRow('default')] : options.network;
	const config: Record<string, EndpointSettings> = {};
	for (const [index, row] of rows.entries()) {
		const settings = settingsOf(index === 0 ? withFlags(row, options) : { row, links: [] });
		if (Object.hasOwn(config, row.name)) {
			throw new UsageError(`network "${row.name}" is specified multiple times`, '--network');
		}
		if (options.network.length !== 1 || !isPlain(settings)) {
			config[row.name] = settings;
		}
	}
	if (rows.some(row => isUserDefined(row.name)) && rows.some(row => !isUserDefined(row.name))) {
		throw new UsageError(
			'conflicting options: cannot attach both user-defined and non-user-defined network-modes',
			'--network',
		);
	}
	return config;
}

type Attachment = { readonly row: NetworkRow; readonly links: readonly string[] };

function withFlags(row: NetworkRow, options: RunOptions): Attachment {
	const { networkAlias, ip, ip6, macAddress, linkLocalIp, link } = options;
	refuseBoth(row.aliases.length > 0 && networkAlias.length > 0, '--network-alias', 'alias');
	refuseBoth(row.ip !== '' && ip !== '', '--ip', 'IPv4 address');
	refuseBoth(row.ip6 !== '' && ip6 !== '', '--ip6', 'IPv6 address');
	refuseBoth(row.macAddress !== '' && macAddress !== '', '--mac-address', 'MAC address');
	refuseBoth(row.linkLocalIps.length > 0 && linkLocalIp.length > 0, '--link-local-ip', 'link-local IP addresses');
	return {
		row: {
			...row,
			aliases: networkAlias.length > 0 ? networkAlias : row.aliases,
			ip: ip || row.ip,
			ip6: ip6 || row.ip6,
			macAddress: macAddress || row.macAddress,
			linkLocalIps: linkLocalIp.length > 0 ? linkLocalIp : row.linkLocalIps,
		},
		links: isUserDefined(row.name) ? link : [],
	};
}

function refuseBoth(both: boolean, flag: string, what: string): void {
	if (both) {
		throw new UsageError(`conflicting options: cannot specify both ${flag} and per-network ${what}`, flag);
	}
}

function settingsOf({ row, links }: Attachment): EndpointSettings {
	if (row.name.trim() === '') {
		throw new UsageError('no name set for network', '--network');
	}
	if (!isUserDefined(row.name) && row.aliases.length > 0) {
		throw new UsageError('network-scoped aliases are only supported for user-defined networks', '--network-alias');
	}
	if (row.macAddress !== '' && !isMacAddress(row.macAddress.trim())) {
		throw new UsageError(`${row.macAddress} is not a valid mac address`, '--mac-address');
	}
	return endpointSettings(row, links);
}

/** Returns true if Go's net.ParseMAC accepts the text: 6, 8 or 20 bytes, in pairs of hex digits or groups of four with dots. */
export function isMacAddress(text: string): boolean {
	const pairs = /^[0-9a-fA-F]{2}(?:(:|-)[0-9a-fA-F]{2}(?:\1[0-9a-fA-F]{2})*)$/.test(text)
		? text.split(/[:-]/).length
		: 0;
	const groups = /^[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4})*$/.test(text) ? text.split('.').length * 2 : 0;
	return [6, 8, 20].includes(pairs) || [6, 8, 20].includes(groups);
}
