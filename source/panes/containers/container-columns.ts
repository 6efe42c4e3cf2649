import type { Container, Port } from '../../domain/nouns/container.js';
import { isRunning } from '../../domain/nouns/container-gates.js';
import { imageText } from '../../domain/nouns/container-image.js';
import { timesOf } from '../../domain/nouns/container-status.js';
import { shortId } from '../../domain/nouns/short-id.js';
import { formatPorts } from '../../domain/ports/ports.js';
import { ageCell } from '../age-cell.js';
import type { Cell, Column, Facts } from '../pane.js';
import { gaugeColumns, statusCell } from './container-gauges.js';
import { statsColumns } from './container-stats.js';

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
export const withoutRegistry = (image: string): string => image.replace(/^(?:localhost|[^/]*[.:][^/]*)\//, '');

/**
 * The published ports: `4000->80, 127.0.0.1:53->53/udp`; a port on IPv4 and IPv6 is listed once. In short without the
 * addresses, then the first port on the host and the number of the others: `4000 +1`.
 */
function publishedCell(ports: readonly Port[]): Pick<Cell, 'text' | 'short' | 'shortest'> {
	const published = ports.filter(({ hostPort }) => hostPort !== undefined);
	const mapping = ({ hostPort, containerPort, protocol }: Port) =>
		`${hostPort}->${containerPort}${protocol === 'tcp' ? '' : `/${protocol}`}`;
	const address = ({ ip }: Port) => (allAddresses.includes(ip) ? '' : `${ip?.includes(':') ? `[${ip}]` : ip}:`);
	const mappings = unique(published.map(mapping));
	const [first = '', ...others] = unique(published.map(({ hostPort }) => String(hostPort)));
	return {
		text: unique(published.map(port => address(port) + mapping(port))).join(', '),
		short: mappings.join(', '),
		shortest: others.length === 0 ? first : `${first} +${others.length}`,
	};
}

const noPorts: Cell = { text: '', short: '', shortest: '', role: 'dim' };

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

/** The columns of the list, and in the zoomed list all of `docker ps` and `docker stats`. */
export const containerColumns: readonly Column<Container>[] = [
	{
		id: 'name',
		header: 'NAMES',
		min: 10,
		max: 40,
		fitsContent: true,
		priority: 0,
		grows: [
			// Most names; the others are cut in their middle before PORTS is left out.
			{ rank: 4.8, width: 14 },
			{ rank: 5.1, width: 18 },
			{ rank: 5.14, width: 22 },
			// Before the bars, and in the zoomed list before CREATED, CONTAINER ID and COMMAND.
			{ rank: 5.35, width: 40 },
			{ rank: 8.7, width: 40 },
		],
		cut: 'middle',
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
		priority: 6,
		isFixed: true,
		cell: container => ({ text: shortId(container.id), role: 'dim' }),
	},
	{
		id: 'image',
		header: 'IMAGE',
		listOnly: true,
		min: 9,
		max: 40,
		fitsContent: true,
		priority: 3,
		grows: [
			{ rank: 4.9, width: 12 },
			{ rank: 5.11, width: 14 },
			{ rank: 5.15, width: 20 },
			{ rank: 8.25, width: 26 },
			{ rank: 9, width: 40 },
		],
		cut: 'reference',
		isFixed: true,
		cell: container => ({ text: withoutRegistry(imageText(container)), role: 'dim' }),
	},
	{
		id: 'whole-image',
		formOf: 'image',
		header: 'IMAGE',
		zoomOnly: true,
		min: 12,
		max: 60,
		fitsContent: true,
		priority: 4,
		grows: [{ rank: 5.4, width: 60 }],
		cut: 'reference',
		isFixed: true,
		cell: container => ({ text: imageText(container), role: 'dim' }),
	},
	...gaugeColumns,
	...statsColumns,
	{
		id: 'published',
		formOf: 'ports',
		header: 'PORTS',
		listOnly: true,
		min: 6,
		max: 40,
		fitsContent: true,
		hidesEmpty: true,
		priority: 5,
		grows: [
			{ rank: 5.16, width: 8 },
			{ rank: 8.1, width: 10 },
			{ rank: 8.4, width: 20 },
			{ rank: 8.8, width: 40 },
		],
		cut: 'list',
		isFixed: true,
		cell: ({ ports }) => (ports.length === 0 ? noPorts : { ...publishedCell(ports), role: 'dim' }),
	},
	{
		id: 'ports',
		header: 'PORTS',
		zoomOnly: true,
		min: 12,
		max: 80,
		fitsContent: true,
		priority: 5,
		grows: [
			{ rank: 5.3, width: 24 },
			{ rank: 5.5, width: 40 },
			{ rank: 8.1, width: 80 },
		],
		cut: 'list',
		isFixed: true,
		cell: ({ ports }) => ({ ...publishedCell(ports), text: formatPorts(ports), role: 'dim' }),
	},
	{
		id: 'status',
		header: 'STATUS',
		zoomOnly: true,
		min: 20,
		max: 35,
		priority: 3,
		grows: [
			{ rank: 5.2, width: 25 },
			{ rank: 5.6, width: 27 },
			{ rank: 15.6, width: 35 },
		],
		cell: statusCell,
	},
	{
		id: 'created',
		header: 'CREATED',
		zoomOnly: true,
		min: 8,
		max: 18,
		priority: 8,
		grows: [{ rank: 8.3, width: 18 }],
		cell: (container, facts) => ageCell(container.createdAt, facts.now),
	},
	{
		id: 'command',
		header: 'COMMAND',
		zoomOnly: true,
		min: 10,
		max: Number.POSITIVE_INFINITY,
		priority: 7,
		grows: [{ rank: 16, width: 24 }],
		cell: container => ({ text: container.command, role: 'dim' }),
	},
];
