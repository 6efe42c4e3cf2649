import type { Container, NetworkAttachment, Port } from '../../domain/nouns/container.js';
import type { Endpoint } from '../../domain/nouns/host.js';
import { formatPorts } from '../../domain/ports/ports.js';
import { urlsOf } from '../../domain/ports/published-urls.js';
import type { Line } from '../../domain/text/line.js';
import { notice } from '../../domain/text/notice.js';
import { factLines, heading } from './fact-lines.js';

/** Published ports with their URLs, and the container's place in each of its networks. */
export function networkLines(
	container: Container,
	networks: readonly NetworkAttachment[],
	ports: readonly Port[],
	endpoint: Endpoint,
	width: number,
): readonly Line[] {
	const attached = networks.flatMap(network => [[], ...oneNetwork(network, width)]);
	return [
		heading('Ports'),
		...portLines(container, ports, endpoint, width),
		...(attached.length > 0 ? attached : [[], ...notice('attached to no network', 'dim', width)]),
	];
}

function portLines(container: Container, ports: readonly Port[], endpoint: Endpoint, width: number): Line[] {
	if (ports.length === 0) {
		return notice('none published, none exposed', 'dim', width);
	}
	const urls = urlsOf(container, endpoint);
	return [
		...factLines(
			shownPorts(ports).map(port => [`${port.containerPort}/${port.protocol}`, portText(port)] as const),
			width,
			3,
		),
		...urls.map((url): Line => [{ text: '   ' }, { text: url, role: 'accent' }]),
	];
}

/** The ports without those that are listed as exposed although they are published, too. */
const shownPorts = (ports: readonly Port[]): readonly Port[] =>
	ports.filter(
		port =>
			port.hostPort !== undefined ||
			!ports.some(
				other =>
					other.hostPort !== undefined &&
					other.containerPort === port.containerPort &&
					other.protocol === port.protocol,
			),
	);

const portText = (port: Port): string => (port.hostPort === undefined ? 'not published' : formatPorts([port]));

function oneNetwork({ name, ip, ipv6, gateway, mac, aliases }: NetworkAttachment, width: number): Line[] {
	const given = (text: string) => (text === '' ? undefined : text);
	const facts = factLines(
		[
			['IP', given(ip)],
			['IPv6', given(ipv6)],
			['gateway', given(gateway)],
			['MAC', given(mac)],
			['aliases', given(aliases.join(', '))],
		],
		width,
		3,
	);
	return [
		heading(name),
		...(facts.length > 0 ? facts : notice('no address while the container is stopped', 'dim', width)),
	];
}
