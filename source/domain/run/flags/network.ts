import { formatNetwork, parseNetwork } from '../rows/network-row.js';
import { formatPublish, parsePublish } from '../rows/publish-row.js';
import { dnsDomain, hostMapping, linkSpec, nameServer } from './checks.js';
import { alias, type Flag, list, rows, text, toggle } from './flag.js';

const network = rows('network', { name: 'network' }, parseNetwork, formatNetwork);
const networkAlias = list('networkAlias', { name: 'network-alias' });
const dnsOption = list('dnsOption', { name: 'dns-option' });

/** Ports, networks and names. */
export const networkFlags: readonly Flag[] = [
	rows('publish', { name: 'publish', short: 'p' }, parsePublish, formatPublish),
	toggle('publishAll', { name: 'publish-all', short: 'P' }),
	list('expose', { name: 'expose' }),
	network,
	alias('net', network),
	networkAlias,
	alias('net-alias', networkAlias),
	text('ip', { name: 'ip' }),
	text('ip6', { name: 'ip6' }),
	list('linkLocalIp', { name: 'link-local-ip' }),
	text('macAddress', { name: 'mac-address' }),
	list('link', { name: 'link' }, linkSpec),
	list('dns', { name: 'dns' }, nameServer),
	dnsOption,
	alias('dns-opt', dnsOption),
	list('dnsSearch', { name: 'dns-search' }, dnsDomain),
	list('addHost', { name: 'add-host' }, hostMapping),
	text('hostname', { name: 'hostname', short: 'h' }),
	text('domainname', { name: 'domainname' }),
];
