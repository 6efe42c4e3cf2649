import type { Container, ContainerDetail, Mount, Port } from '../../../domain/nouns/container.js';
import { hasStats } from '../../../domain/nouns/container-gates.js';
import type { Endpoint } from '../../../domain/nouns/host.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { formatPorts } from '../../../domain/ports/ports.js';
import { urlsOf } from '../../../domain/ports/published-urls.js';
import { objectAt, objectsAt, textAt } from '../../../domain/run/inspect/raw.js';
import { type Fact, listFacts } from '../fact-lines.js';

/** URLs and published ports; of a container that does not run, the ports that it will publish. */
export function portFacts(container: Container, detail: ContainerDetail | undefined, endpoint: Endpoint): Fact[] {
	const ports = detail?.ports ?? container.ports;
	const isPublished = ({ hostPort }: Port) => hostPort !== undefined && hostPort > 0;
	const published = ports.filter(isPublished);
	const exposed = ports.filter(port => !isPublished(port) && !published.some(other => isSamePort(port, other)));
	const configured = hasStats(container) ? [] : bindingsOf(detail);
	const lines = [
		...urlsOf(container, endpoint).map(url => [url, 'accent'] as const),
		...(published.length > 0 ? [[formatPorts(published)] as const] : []),
		...(configured.length > 0 ? [[`${configured.join(', ')} while it runs`] as const] : []),
	];
	if (lines.length > 0) {
		return listFacts('ports', lines);
	}
	const none = exposed.length === 0 ? 'none published' : `none published; exposes ${formatPorts(exposed)}`;
	return [['ports', networkMode(detail) === 'host' ? 'those of the host: the network is host' : none, 'dim']];
}

const isSamePort = (a: Port, b: Port): boolean => a.containerPort === b.containerPort && a.protocol === b.protocol;

/** `127.0.0.1:8080->80/tcp`, from the settings of the container. */
function bindingsOf(detail: ContainerDetail | undefined): readonly string[] {
	const bindings = objectAt(objectAt(detail?.raw, 'HostConfig'), 'PortBindings');
	return Object.keys(bindings).flatMap(key =>
		objectsAt(bindings, key).map(binding => {
			const [ip, port] = [textAt(binding, 'HostIp'), textAt(binding, 'HostPort')];
			const host = port === '' || port === '0' ? 'a free port' : port;
			return `${ip === '' ? '' : `${ip.includes(':') ? `[${ip}]` : ip}:`}${host}->${key}`;
		}),
	);
}

const networkMode = (detail: ContainerDetail | undefined): string =>
	textAt(objectAt(detail?.raw, 'HostConfig'), 'NetworkMode');

/** The addresses of a container in each of its networks. */
export function networkFacts(container: Container, detail: ContainerDetail | undefined): Fact[] {
	const mode = networkMode(detail);
	if (mode.startsWith('container:')) {
		return [['network', `that of the container ${shortId(mode.slice('container:'.length))}`]];
	}
	const places =
		detail?.networks.map(({ name, ip, ipv6 }) => ({ name, addresses: [ip, ipv6] })) ??
		Object.entries(container.networks).map(([name, ip]) => ({ name, addresses: [ip] }));
	if (places.length === 0) {
		return [['network', 'none', 'dim']];
	}
	return listFacts(
		'network',
		places.map(({ name, addresses }) => {
			const known = addresses.filter(address => address !== '');
			return [`${name}  ${known.length > 0 ? known.join('  ') : withoutAddress(name, container)}`];
		}),
	);
}

function withoutAddress(name: string, container: Container): string {
	if (name === 'host') {
		return 'the addresses of the host';
	}
	if (name === 'none') {
		return 'no address, by its settings';
	}
	return hasStats(container) ? 'no address' : 'no address until it runs';
}

/** The mounts of a container with their sources on the host. */
export function mountFacts(detail: ContainerDetail): Fact[] {
	return detail.mounts.length === 0
		? [['mounts', 'none', 'dim']]
		: listFacts(
				'mounts',
				detail.mounts.map(mount => [mountText(mount)]),
			);
}

function mountText({ type, name, source, destination, readWrite }: Mount): string {
	const isAnonymous = name !== undefined && /^[0-9a-f]{64}$/.test(name);
	const from =
		type === 'volume'
			? [isAnonymous ? 'an anonymous volume' : `volume ${name ?? ''}`, ...(source === '' ? [] : [source])]
			: [source === '' ? (type === 'tmpfs' ? 'memory (tmpfs)' : type) : source];
	return `${destination} ← ${from.join(', ')}${readWrite ? '' : ', read-only'}`;
}
