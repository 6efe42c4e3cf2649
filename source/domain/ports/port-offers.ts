import type { Container } from '../nouns/container.js';
import { type PublishRow, parsePublish } from '../run/rows/publish-row.js';
import { canonicalIp } from '../run/values/ip-address.js';
import { parsePortRange } from '../run/values/port-range.js';
import { isHostPortTaken } from './port-clash.js';

type Offered = {
	/** The exposed ports of an image, as in its configuration: `80/tcp`, `53/udp`, `8000-8010/tcp`. */
	readonly exposed: readonly string[];
	/** The other rows of the form. */
	readonly others: readonly string[];
	readonly containers: readonly Container[];
};

type Ports = { readonly start: number; readonly end: number };

/**
 * Returns a row of `--publish` for each exposed port that no other row publishes, on a host port that neither a container nor
 * another row has: `8081:80`. Behind the typed text that is an address or a host port with its colon.
 */
export function portOffers(text: string, { exposed, others, containers }: Offered): readonly string[] {
	const rows = others.flatMap(publishRows);
	return exposed.flatMap(port => {
		const [number = '', name = 'tcp'] = port.split('/');
		const ports = parsePortRange(number);
		const protocol = name as PublishRow['protocol'];
		if (ports === undefined || rows.some(row => row.protocol === protocol && within(ports, row.containerPort))) {
			return [];
		}
		const target = protocol === 'tcp' ? number : port;
		const ip = /^(.*):$/.exec(text)?.[1]?.replace(/^\[(.*)\]$/, '$1') ?? '';
		const hasAddress = ip !== '' && canonicalIp(ip) !== undefined;
		if (text.endsWith(':') && !hasAddress) {
			return [text + target];
		}
		const place = { ip: hasAddress ? ip : '', protocol };
		const isTaken = (hostPort: number) =>
			isHostPortTaken(hostPort, place, containers) ||
			rows.some(row => row.protocol === protocol && within({ start: hostPort, end: hostPort }, row.hostPort));
		const free = freeHostPorts(ports, isTaken);
		return free === undefined ? [] : [`${hasAddress ? text : ''}${free}:${target}`];
	});
}

/** Proposes host ports for container ports: the same numbers from 1024 on, else the numbers plus 8000, or the next free ones. */
function freeHostPorts({ start, end }: Ports, isTaken: (port: number) => boolean): string | undefined {
	const preferred = start >= 1024 ? start : 8000 + start;
	const span = end - start;
	const isFree = (first: number) => {
		for (let port = first; port <= first + span; port++) {
			if (isTaken(port)) {
				return false;
			}
		}
		return true;
	};
	for (let count = 0, first = preferred; count < 65_536; count++, first++) {
		if (first + span > 65_535) {
			first = 1024;
		}
		if (isFree(first)) {
			return span === 0 ? String(first) : `${first}-${first + span}`;
		}
	}
	return undefined;
}

/** The row of a valid text. */
function publishRows(text: string): readonly PublishRow[] {
	try {
		return [parsePublish(text.trim())];
	} catch {
		return [];
	}
}

/** Returns true if ports are among those of a range such as `80` or `8000-8010`. */
function within({ start, end }: Ports, range: string): boolean {
	const ports = parsePortRange(range);
	return ports !== undefined && ports.start <= start && end <= ports.end;
}
