import type { Container } from '../domain/nouns/container.js';
import { isRunning } from '../domain/nouns/container-gates.js';
import { statusText, timesOf } from '../domain/nouns/container-status.js';
import { shortId } from '../domain/nouns/short-id.js';
import { formatPorts } from '../domain/ports/ports.js';
import { age } from '../domain/text/units.js';
import { gaugeColumns } from './container-gauges.js';
import { statsColumns } from './container-stats.js';
import type { Cell, Column, Facts } from './pane.js';
import { publishedText, withoutRegistry } from './short-texts.js';

/** A container that has restarted and runs for less than this (ms) may be falling over again and again. */
const loopWithin = 10 * 60_000;

/** What is said behind the name: bad health, and a container that keeps falling over. */
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
	const isFresh = container.state === 'restarting' || facts.now - startedAt < loopWithin;
	return isRunning(container) && restarts > 0 && isFresh ? { text: `restarts ${restarts}`, role: 'warn' } : undefined;
}

/** The list's own columns first; when zoomed all of `docker ps` and `docker stats`. */
export const containerColumns: readonly Column<Container>[] = [
	{
		id: 'name',
		header: 'NAMES',
		min: 10,
		fair: 22,
		max: 40,
		snug: true,
		priority: 0,
		cell: (container, facts) => ({
			text: container.name,
			role: isRunning(container) ? 'text' : 'dim',
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
		fair: 12,
		max: 40,
		snug: true,
		priority: 3,
		cell: container => ({ text: withoutRegistry(container.image), role: 'dim' }),
	},
	{
		id: 'whole-image',
		header: 'IMAGE',
		zoomOnly: true,
		min: 12,
		max: 50,
		snug: true,
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
		fair: 20,
		max: 30,
		snug: true,
		priority: 5,
		cell: container => ({ text: publishedText(container.ports), role: 'dim' }),
	},
	{
		id: 'ports',
		header: 'PORTS',
		zoomOnly: true,
		min: 12,
		fair: 16,
		max: 44,
		snug: true,
		priority: 5,
		cell: container => ({ text: formatPorts(container.ports), role: 'dim' }),
	},
	{
		id: 'status',
		header: 'STATUS',
		zoomOnly: true,
		min: 20,
		fair: 27,
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
