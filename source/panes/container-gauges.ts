import type { Container } from '../domain/nouns/container.js';
import { hasStats } from '../domain/nouns/container-gates.js';
import { exitCodeMeaning, statusText, timesOf } from '../domain/nouns/container-status.js';
import { cpuLimit, cpuText, loadLevel, memoryLimit, memoryText } from '../domain/stats/limits.js';
import type { Reading } from '../domain/stats/stats.js';
import type { Cell, Column, Facts } from './pane.js';

/** Both gauges make room for the words about a container that does not run. */
const both = 2;
/** So wide are the numbers behind a bar at the most (`100/200%`), so that the bars of all rows are of one length. */
const numbers = 8;

function gaugeCell(text: string, used: number | undefined, full: number): Cell {
	const ratio = used === undefined || !(full > 0) ? undefined : used / full;
	return {
		text: text.trim().padStart(numbers),
		role: used === undefined ? 'dim' : 'text',
		gauge: { ratio, level: used === undefined ? 'normal' : loadLevel(used, full) },
	};
}

/** CPU of a core in per cent against what is allowed, else against all of the host's. */
function cpuCell({ id }: Container, facts: Facts): Cell {
	const limits = facts.detail(id)?.limits;
	const limit = limits && cpuLimit(limits, facts.hostCpus);
	const percent = facts.reading(id)?.cpuPercent;
	return gaugeCell(cpuText(percent, limit, limits ? '∞' : ''), percent, (limit ?? facts.hostCpus) * 100);
}

/** The engine tells the limit with each sample, so that it is known before inspect has answered. */
function allowedMemory(id: string, reading: Reading | undefined, facts: Facts): number | undefined {
	const limits = facts.detail(id)?.limits;
	if (limits) {
		return memoryLimit(limits, facts.hostMemory);
	}
	return reading && reading.memoryLimit > 0 && reading.memoryLimit < facts.hostMemory ? reading.memoryLimit : undefined;
}

function memoryCell({ id }: Container, facts: Facts): Cell {
	const reading = facts.reading(id);
	const limit = allowedMemory(id, reading, facts);
	return gaugeCell(memoryText(reading?.memory, limit), reading?.memory, limit ?? facts.hostMemory);
}

/** The words of `docker ps` about a container that does not run, over both gauges, and what its end means. */
function statusCell(container: Container, facts: Facts): Cell {
	const detail = facts.detail(container.id);
	const { exitCode } = timesOf(container, detail);
	const failed = container.state === 'dead' || (exitCode !== undefined && exitCode !== 0);
	const isOom = detail?.oomKilled === true;
	const why = isOom ? 'OOM' : failed ? exitCodeMeaning(exitCode ?? 0) : '';
	return {
		text: statusText(container, facts.now, detail),
		role: container.state === 'restarting' ? 'warn' : failed ? 'text' : 'dim',
		note: why === '' ? undefined : { text: why, role: 'bad', stays: isOom },
		span: both,
	};
}

const gaugeColumn = (
	id: string,
	header: string,
	priority: number,
	cell: (container: Container, facts: Facts) => Cell,
): Column<Container> => ({
	id,
	header,
	min: 14,
	max: 16,
	priority,
	cell: (container, facts) => (hasStats(container) ? cell(container, facts) : statusCell(container, facts)),
});

/** Load against the container's own limits. */
export const gaugeColumns: readonly Column<Container>[] = [
	gaugeColumn('cpu', 'CPU', 1, cpuCell),
	gaugeColumn('memory', 'MEMORY', 2, memoryCell),
];
