import type { Container } from '../nouns/container.js';
import type { PublishRow } from '../run/rows/publish-row.js';
import { parsePortRange } from '../run/values/port-range.js';

/** Returns a container that already uses a host port of a row, with the port; undefined when the ports are free. */
export function portClash(
	row: PublishRow,
	containers: readonly Container[],
): { readonly port: number; readonly name: string } | undefined {
	const wanted = parsePortRange(row.hostPort);
	if (!wanted) {
		return undefined;
	}
	const taken = (port: number) => ownerOf(port, row, containers);
	// For a single container port, the engine picks any free port of the range.
	const needsAll = parsePortRange(row.containerPort)?.start !== parsePortRange(row.containerPort)?.end;
	let clash: { port: number; name: string } | undefined;
	for (let port = wanted.start; port <= wanted.end; port++) {
		const owner = taken(port);
		if (owner) {
			clash ??= { port, name: owner.name };
		} else if (!needsAll) {
			return undefined;
		}
	}
	return clash;
}

/** Returns true if a container has a host port on an address. */
export const isHostPortTaken = (
	hostPort: number,
	place: Pick<PublishRow, 'ip' | 'protocol'>,
	containers: readonly Container[],
): boolean => ownerOf(hostPort, place, containers) !== undefined;

function ownerOf(
	hostPort: number,
	{ ip, protocol }: Pick<PublishRow, 'ip' | 'protocol'>,
	containers: readonly Container[],
): Container | undefined {
	return containers.find(({ ports }) =>
		ports.some(port => port.hostPort === hostPort && port.protocol === protocol && overlap(ip, port.ip ?? '')),
	);
}

/** Returns true if a port cannot be bound on both addresses: one covers the other, or they are the same. */
function overlap(a: string, b: string): boolean {
	if (a === '' || b === '' || a === b) {
		return true;
	}
	return (isAny(a) || isAny(b)) && a.includes(':') === b.includes(':');
}

const isAny = (ip: string) => ip === '0.0.0.0' || ip === '::';
