import type { RunOptions } from '../options.js';
import { isUserDefined } from '../request/endpoints.js';
import { networkRow } from '../rows/network-row.js';
import type { PublishRow } from '../rows/publish-row.js';
import { numberAt, objectAt, objectsAt, pairsAt, type Raw, textAt, textsAt } from './raw.js';

/** Ports, networks, names and DNS. */
export function networkOf(config: Raw, host: Raw, image: Raw, top: Raw): Partial<RunOptions> {
	const publish = publishOf(host);
	const published = new Set(publish.map(row => `${row.containerPort}/${row.protocol}`));
	const imagePorts = objectAt(image, 'ExposedPorts');
	const mode = textAt(host, 'NetworkMode') || 'default';
	const hostname = textAt(config, 'Hostname');
	// A shared network namespace has a host name of its own, which `--hostname` must not repeat.
	const ownName = mode !== 'host' && !mode.startsWith('container:') && !textAt(top, 'Id').startsWith(hostname);
	return {
		publish,
		publishAll: host.PublishAllPorts === true,
		expose: Object.keys(objectAt(config, 'ExposedPorts'))
			.filter(port => !published.has(port) && !(port in imagePorts))
			.map(port => port.replace(/\/tcp$/, '')),
		...networksOf(mode, top),
		macAddress: textAt(config, 'MacAddress'),
		link: textsAt(host, 'Links').map(link => link.replace(/^\/([^:]*):.*\/([^/]*)$/, '$1:$2')),
		dns: textsAt(host, 'Dns'),
		dnsOption: textsAt(host, 'DnsOptions'),
		dnsSearch: textsAt(host, 'DnsSearch'),
		addHost: textsAt(host, 'ExtraHosts'),
		hostname: ownName ? hostname : '',
		domainname: textAt(config, 'Domainname'),
	};
}

function publishOf(host: Raw): PublishRow[] {
	const bindings = objectAt(host, 'PortBindings');
	return Object.keys(bindings).flatMap(key => {
		const [containerPort = '', protocol = 'tcp'] = key.split('/');
		return objectsAt(bindings, key).map(binding => ({
			ip: textAt(binding, 'HostIp'),
			hostPort: textAt(binding, 'HostPort'),
			containerPort,
			protocol: protocol as PublishRow['protocol'],
		}));
	});
}

/** Writes the first network with the plain flags, the others in the long form. */
function networksOf(mode: string, top: Raw): Partial<RunOptions> {
	const networks = objectAt(objectAt(top, 'NetworkSettings'), 'Networks');
	if (!isUserDefined(mode)) {
		return { network: ['default', 'bridge'].includes(mode) ? [] : [networkRow(mode)] };
	}
	const first = Object.keys(networks).find(
		name => name === mode || textAt(objectAt(networks, name), 'NetworkID') === mode,
	);
	const rows = [first ?? mode, ...Object.keys(networks).filter(name => name !== first)].map(name => {
		const endpoint = objectAt(networks, name);
		const ipam = objectAt(endpoint, 'IPAMConfig');
		return {
			...networkRow(name),
			aliases: textsAt(endpoint, 'Aliases').filter(alias => !textAt(top, 'Id').startsWith(alias)),
			ip: textAt(ipam, 'IPv4Address'),
			ip6: textAt(ipam, 'IPv6Address'),
			linkLocalIps: textsAt(ipam, 'LinkLocalIPs'),
			driverOpts: pairsAt(endpoint, 'DriverOpts'),
			gwPriority: numberAt(endpoint, 'GwPriority'),
		};
	});
	const { aliases, ip, ip6, linkLocalIps, ...own } = rows[0]!;
	return {
		network: [{ ...own, aliases: [], ip: '', ip6: '', linkLocalIps: [] }, ...rows.slice(1)],
		networkAlias: aliases,
		ip,
		ip6,
		linkLocalIp: linkLocalIps,
	};
}
