import type { Container, Port } from '../domain/nouns/container.js';
import { isRunning } from '../domain/nouns/container-gates.js';
import { statusText, timesOf } from '../domain/nouns/container-status.js';
import { shortId } from '../domain/nouns/short-id.js';
import { formatPorts } from '../domain/ports/ports.js';
import { age } from '../domain/text/units.js';
import { gaugeColumns } from './container-gauges.js';
import { statsColumns } from './container-stats.js';
import type { Cell, Column, Facts } from './pane.js';

/** A container that has restarted and runs for less than this may be in a restart loop. Milliseconds. */
const restartLoopMs = 10 * 60_000;

/** The note behind the name: bad health, a pause, or a restart loop. */
function noteOf(container: Container, facts: Facts): Cell['note'] {
	if (container.state === 'running' && container.health === 'unhealthy') {
		return { text: 'unhealthy', role: 'bad' };
	}
	if (container.state === 'running' && container.health === 'starting') {
		return { text: 'starting', role: 'warn' };
	}
	if (container.state === 'paused') {
		return { text: 'paused', role: 'warn' };
	}
	const detail = facts.detail(container.id);
	const restarts = detail?.restartCount ?? 0;
	const { startedAt = 0 } = timesOf(container, detail);
	const isFresh = container.state === 'restarting' || facts.now - startedAt < restartLoopMs;
	return isRunning(container) && restarts > 0 && isFresh ? { text: `restarts ${restarts}`, role: 'warn' } : undefined;
}

/** Addresses that stand for all addresses of the host. */
const allAddresses = ['0.0.0.0', '::', '', undefined];

/** An image's name without the host of a registry. Source: distribution/reference, splitDockerDomain. */
const withoutRegistry = (image: string): string => image.replace(/^(?:localhost|[^/]*[.:][^/]*)\//, '');

/** The published ports in short: `4000->80, 127.0.0.1:53->53/udp`; a port on IPv4 and IPv6 is listed once. */
function publishedText(ports: readonly Port[]): string {
	const published = ports.flatMap(({ ip, hostPort, containerPort, protocol }) => {
		if (hostPort === undefined) {
			return [];
		}
		const address = allAddresses.includes(ip) ? '' : `${ip?.includes(':') ? `[${ip}]` : ip}:`;
		return `${address}${hostPort}->${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
	});
	return [...new Set(published)].join(', ');
}

/** The columns of the list, and in the zoomed list all of `docker ps` and `docker stats`. */
export const containerColumns: readonly Column<Container>[] = [
	{
		id: 'name',
		header: 'NAMES',
		min: 10,
		preferred: 22,
		max: 40,
		fitsContent: true,
		priority: 0,
		cell: (container, facts) => ({
			text: container.name,
			role: isRunning(container) && container.replacement === undefined ? 'text' : 'dim',
			note: noteOf(container, facts),
		}),
	},
	{
		id: 'id',
		header: 'CONTAINER ID',
		zoomOnly: true,
		min: 12,
		max: 12,
		priority: 12,
		cell: container => ({ text: shortId(container.id), role: 'dim' }),
	},
	{
		id: 'image',
		header: 'IMAGE',
		listOnly: true,
		min: 9,
		preferred: 12,
		max: 40,
		fitsContent: true,
		priority: 3,
		cell: container => ({ text: withoutRegistry(container.image), role: 'dim' }),
	},
	{
		id: 'whole-image',
		header: 'IMAGE',
		zoomOnly: true,
		min: 12,
		max: 50,
		fitsContent: true,
		priority: 3,
		cell: container => ({ text: container.image, role: 'dim' }),
	},
	...gaugeColumns,
	...statsColumns,
	{
		id: 'published',
		header: 'PORTS',
		listOnly: true,
		min: 9,
		preferred: 20,
		max: 30,
		fitsContent: true,
		priority: 5,
		cell: container => ({ text: publishedText(container.ports), role: 'dim' }),
	},
	{
		id: 'ports',
		header: 'PORTS',
		zoomOnly: true,
		min: 12,
		preferred: 16,
		max: 44,
		fitsContent: true,
		priority: 5,
		cell: container => ({ text: formatPorts(container.ports), role: 'dim' }),
	},
	{
		id: 'status',
		header: 'STATUS',
		zoomOnly: true,
		min: 20,
		preferred: 27,
		max: 30,
		priority: 4,
		cell: (container, facts) => ({ text: statusText(container, facts.now, facts.detail(container.id)) }),
	},
	{
		id: 'created',
		header: 'CREATED',
		zoomOnly: true,
		min: 13,
		max: 18,
		priority: 13,
		cell: (container, facts) => ({ text: age(container.createdAt, facts.now), role: 'dim' }),
	},
	{
		id: 'command',
		header: 'COMMAND',
		zoomOnly: true,
		min: 10,
		max: Number.POSITIVE_INFINITY,
		priority: 14,
		cell: container => ({ text: container.command, role: 'dim' }),
	},
];
