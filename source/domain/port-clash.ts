import type { Container } from './container.js';
import { parsePortRange } from './run/port-range.js';
import type { PublishRow } from './run/publish-row.js';

/** The container that has a host port already, and which port it is; undefined when all that a row wants is free. */
export function portClash(
	row: PublishRow,
	containers: readonly Container[],
): { readonly port: number; readonly name: string } | undefined {
	const wanted = parsePortRange(row.hostPort);
	if (!wanted) return undefined;
	const taken = (port: number) => ownerOf(port, row, containers);
	// A range for one container port takes any free port of it.
	const needsAll = parsePortRange(row.containerPort)?.start !== parsePortRange(row.containerPort)?.end;
	let clash: { port: number; name: string } | undefined;
	for (let port = wanted.start; port <= wanted.end; port++) {
		const owner = taken(port);
		if (owner) clash ??= { port, name: owner.name };
		else if (!needsAll) return undefined;
	}
	return clash;
}

/** A host port for a container port that no known container has: the same where users may bind it, else from 8000 up. */
export function freeHostPort(containerPort: number, containers: readonly Container[]): number {
	const all = { ip: '', protocol: 'tcp' } as const;
	let port = containerPort >= 1024 ? containerPort : 8000 + containerPort;
	while (ownerOf(port, all, containers)) port++;
	return port;
}

function ownerOf(
	hostPort: number,
	{ ip, protocol }: Pick<PublishRow, 'ip' | 'protocol'>,
	containers: readonly Container[],
): Container | undefined {
	return containers.find(({ ports }) =>
		ports.some(port => port.hostPort === hostPort && port.protocol === protocol && overlap(ip, port.ip ?? '')),
	);
}

/** Whether two host addresses share a port: all addresses, all of one family, or the same one. */
function overlap(a: string, b: string): boolean {
	if (a === '' || b === '' || a === b) return true;
	return (isAny(a) || isAny(b)) && a.includes(':') === b.includes(':');
}

const isAny = (ip: string) => ip === '0.0.0.0' || ip === '::';
