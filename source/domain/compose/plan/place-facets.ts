import { objectAt, objectsAt, type Raw, textAt, textsAt } from '../../run/inspect/raw.js';
import { type ExpectedService, type Facet, map, type Parts, set, text } from './facet.js';
import type { ComposeModel } from './model.js';
import { listAt, mapAt, portsOf, portText, scalarAt } from './values.js';

/** Ports, networks, names and mounts of the container. */
export const placeFacets: readonly Facet[] = [
	set('port', portsOf, publishedPorts),
	set('expose', exposedOf, actualExposed),
	map('mount', expectedMounts, actualMounts),
	map(
		'tmpfs',
		service => Object.fromEntries(listAt(service, 'tmpfs').map(splitTmpfs)),
		({ host }) => mapAt(host, 'Tmpfs'),
	),
	text(
		'network mode',
		service => modeOf(textAt(service, 'network_mode')),
		({ host }) => modeOf(textAt(host, 'NetworkMode')),
	),
	set('network', expectedNetworks, actualNetworks),
	map('address', expectedAddresses, actualAddresses),
	set('alias', expectedAliases, actualAliases),
	text('host name', service => textAt(service, 'hostname'), hostnameOf),
	text(
		'domain name',
		service => textAt(service, 'domainname'),
		({ config }) => textAt(config, 'Domainname'),
	),
	set(
		'DNS server',
		service => listAt(service, 'dns'),
		({ host }) => textsAt(host, 'Dns'),
	),
	set(
		'DNS search',
		service => listAt(service, 'dns_search'),
		({ host }) => textsAt(host, 'DnsSearch'),
	),
	set(
		'DNS option',
		service => listAt(service, 'dns_opt'),
		({ host }) => textsAt(host, 'DnsOptions'),
	),
	set(
		'extra host',
		service => listAt(service, 'extra_hosts').map(hostLine),
		({ host }) => textsAt(host, 'ExtraHosts').map(hostLine),
	),
];

/** Compose writes `name=address`, the engine `name:address`. */
const hostLine = (line: string): string => line.replace(/^([^=:]+)=/, '$1:');

function publishedPorts({ host }: Parts): readonly string[] {
	const bindings = objectAt(host, 'PortBindings');
	return Object.keys(bindings).flatMap(key => {
		const [port = '', protocol = 'tcp'] = key.split('/');
		return objectsAt(bindings, key).map(binding =>
			portText(textAt(binding, 'HostIp'), textAt(binding, 'HostPort'), port, protocol),
		);
	});
}

const bare = (port: string): string => port.replace(/\/tcp$/, '');

function exposedOf(service: Raw): readonly string[] {
	const published = new Set(objectsAt(service, 'ports').map(port => scalarAt(port, 'target')));
	return listAt(service, 'expose')
		.map(bare)
		.filter(port => !published.has(port));
}

function actualExposed({ config, host, image }: Parts): readonly string[] {
	const known = new Set([
		...Object.keys(objectAt(host, 'PortBindings')),
		...Object.keys(objectAt(image ?? {}, 'ExposedPorts')),
	]);
	return Object.keys(objectAt(config, 'ExposedPorts'))
		.filter(port => !known.has(port))
		.map(bare);
}

/** By the path in the container: `volume shop_data`, `bind /srv (read-only)`. */
function expectedMounts(service: Raw, { model }: ExpectedService): Readonly<Record<string, string>> {
	const mounts = objectsAt(service, 'volumes').flatMap(mount => {
		const type = textAt(mount, 'type');
		const source = textAt(mount, 'source');
		if (type === 'tmpfs') {
			return [];
		}
		if (source === '') {
			return [[textAt(mount, 'target'), anonymous]];
		}
		const name = type === 'volume' ? nameOf(model, 'volumes', source) : source;
		return [[textAt(mount, 'target'), mountText(type, name, mount.read_only === true)]];
	});
	return Object.fromEntries([
		...mounts,
		...fileMounts(service, model, 'secrets'),
		...fileMounts(service, model, 'configs'),
	]);
}

/** Compose mounts the file of a secret or a config; other content it copies into the container. */
function fileMounts(service: Raw, model: ComposeModel, kind: 'secrets' | 'configs'): string[][] {
	return objectsAt(service, kind).flatMap(use => {
		const source = textAt(use, 'source');
		const file = textAt(objectAt(model[kind], source), 'file');
		const target = textAt(use, 'target') || (kind === 'secrets' ? source : `/${source}`);
		const path = kind === 'secrets' && !target.startsWith('/') ? `/run/secrets/${target}` : target;
		return file === '' ? [] : [[path, mountText('bind', file, true)]];
	});
}

const mountText = (type: string, source: string, isReadOnly: boolean): string =>
	`${type} ${source}${isReadOnly ? ' (read-only)' : ''}`;

/** The name that a network or volume of the model has on the engine. */
export const nameOf = (model: ComposeModel, kind: 'networks' | 'volumes', key: string): string =>
	textAt(objectAt(model[kind], key), 'name') || `${model.name}_${key}`;

/** A volume that a bare path in the file asks for. */
const anonymous = 'volume without a name';

/** `/run:size=1m` has the options `size=1m`. */
function splitTmpfs(text: string): [path: string, options: string] {
	const [path = '', ...options] = text.split(':');
	return [path, options.join(':')];
}

function actualMounts({ top, host, image }: Parts): Readonly<Record<string, string>> {
	const ofImage = Object.keys(objectAt(image ?? {}, 'Volumes'));
	const ofOthers = listAt(host, 'VolumesFrom').length > 0 || image === undefined;
	const mounts = objectsAt(top, 'Mounts').flatMap(mount => {
		const type = textAt(mount, 'Type');
		const name = textAt(mount, 'Name');
		const target = textAt(mount, 'Destination');
		if (type === 'tmpfs') {
			return [];
		}
		// An anonymous volume has an id as its name: the image, another container or a bare path in the file asks for it.
		if (/^[0-9a-f]{64}$/.test(name)) {
			return ofOthers || ofImage.includes(target) ? [] : [[target, anonymous]];
		}
		const source = type === 'volume' ? name : textAt(mount, 'Source');
		return [[target, mountText(type, source, mount.RW === false)]];
	});
	return Object.fromEntries(mounts);
}

const modeOf = (mode: string): string => (['host', 'none', 'bridge'].includes(mode) ? mode : '');

function expectedNetworks(service: Raw, { model }: ExpectedService): readonly string[] {
	return Object.keys(objectAt(service, 'networks')).map(key => nameOf(model, 'networks', key));
}

const endpointsOf = ({ top, host }: Parts): Raw =>
	modeOf(textAt(host, 'NetworkMode')) === '' ? objectAt(objectAt(top, 'NetworkSettings'), 'Networks') : {};

function actualNetworks(parts: Parts): readonly string[] {
	return Object.keys(endpointsOf(parts));
}

function expectedAddresses(service: Raw, { model }: ExpectedService): Readonly<Record<string, string>> {
	const networks = objectAt(service, 'networks');
	return addresses(
		Object.keys(networks).map(key => {
			const network = objectAt(networks, key);
			return [nameOf(model, 'networks', key), textAt(network, 'ipv4_address'), textAt(network, 'ipv6_address')];
		}),
	);
}

function actualAddresses(parts: Parts): Readonly<Record<string, string>> {
	const networks = endpointsOf(parts);
	return addresses(
		Object.keys(networks).map(name => {
			const ipam = objectAt(objectAt(networks, name), 'IPAMConfig');
			return [name, textAt(ipam, 'IPv4Address'), textAt(ipam, 'IPv6Address')];
		}),
	);
}

const addresses = (rows: readonly (readonly string[])[]): Readonly<Record<string, string>> =>
	Object.fromEntries(
		rows.flatMap(([name = '', ...all]) => {
			const text = all.filter(Boolean).join(' ');
			return text === '' ? [] : [[name, text]];
		}),
	);

function expectedAliases(service: Raw, { name }: ExpectedService): readonly string[] {
	const networks = objectAt(service, 'networks');
	return unique(Object.keys(networks).flatMap(key => listAt(objectAt(networks, key), 'aliases'))).filter(
		alias => alias !== name,
	);
}

/** The aliases beside those that compose and the engine give each container. */
function actualAliases(parts: Parts): readonly string[] {
	const networks = endpointsOf(parts);
	const given = new Set([
		textAt(parts.top, 'Name').replace(/^\//, ''),
		textAt(parts.top, 'Id').slice(0, 12),
		textAt(objectAt(parts.config, 'Labels'), 'com.docker.compose.service'),
	]);
	const all = Object.keys(networks).flatMap(name => textsAt(objectAt(networks, name), 'Aliases'));
	return unique(all).filter(alias => !given.has(alias));
}

const unique = (all: readonly string[]): readonly string[] => [...new Set(all)];

function hostnameOf({ top, config, host }: Parts): string {
	const name = textAt(config, 'Hostname');
	const isShared = /^(host$|container:)/.test(textAt(host, 'NetworkMode'));
	return isShared || textAt(top, 'Id').startsWith(name) ? '' : name;
}
