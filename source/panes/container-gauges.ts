import type { Container } from '../domain/nouns/container.js';
import { hasStats } from '../domain/nouns/container-gates.js';
import { exitCodeMeaning, statusText, timesOf } from '../domain/nouns/container-status.js';
import { cpuLimit, cpuText, loadLevel, memoryLimit, memoryText } from '../domain/stats/limits.js';
import type { Reading } from '../domain/stats/stats.js';
import type { Cell, Column, Facts } from './pane.js';

/** The status of a stopped container spans both gauges. */
const bothGauges = 2;
/** Cells of the numbers behind a bar (`100/200%`): with the same width in all rows, the bars have one length. */
const numbersWidth = 8;

function gaugeCell(text: string, used: number | undefined, full: number): Cell {
	const ratio = used === undefined || !(full > 0) ? undefined : used / full;
	return {
		text: text.trim().padStart(numbersWidth),
		role: used === undefined ? 'dim' : 'text',
		gauge: { ratio, level: used === undefined ? 'normal' : loadLevel(used, full) },
	};
}

/** CPU in per cent of a core, against the container's limit or else against the whole host. */
function cpuCell({ id }: Container, facts: Facts): Cell {
	const limits = facts.detail(id)?.limits;
	const limit = limits && cpuLimit(limits, facts.hostCpus);
	const percent = facts.reading(id)?.cpuPercent;
	return gaugeCell(cpuText(percent, limit, limits ? '∞' : ''), percent, (limit ?? facts.hostCpus) * 100);
}

/** The limit of a container. Each statistics sample contains it, so it is there before inspect has answered. */
function memoryLimitOf(id: string, reading: Reading | undefined, facts: Facts): number | undefined {
	const limits = facts.detail(id)?.limits;
	if (limits) {
		return memoryLimit(limits, facts.hostMemory);
	}
	return reading && reading.memoryLimit > 0 && reading.memoryLimit < facts.hostMemory ? reading.memoryLimit : undefined;
}

function memoryCell({ id }: Container, facts: Facts): Cell {
	const reading = facts.reading(id);
	const limit = memoryLimitOf(id, reading, facts);
	return gaugeCell(memoryText(reading?.memory, limit), reading?.memory, limit ?? facts.hostMemory);
}

/** The status of a stopped container as `docker ps` prints it, with the meaning of its exit code, or of one in a replacement. */
function statusCell(container: Container, facts: Facts): Cell {
	if (container.replacement !== undefined) {
		return { text: container.replacement === 'old' ? 'Being replaced' : 'Replacement', role: 'dim', span: bothGauges };
	}
	const detail = facts.detail(container.id);
	const { exitCode } = timesOf(container, detail);
	const failed = container.state === 'dead' || (exitCode !== undefined && exitCode !== 0);
	const isOom = detail?.oomKilled === true;
	const meaning = isOom ? 'OOM' : failed ? exitCodeMeaning(exitCode ?? 0) : '';
	return {
		text: statusText(container, facts.now, detail),
		role: container.state === 'restarting' ? 'warn' : failed ? 'text' : 'dim',
		note: meaning === '' ? undefined : { text: meaning, role: 'bad', stays: isOom },
		span: bothGauges,
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
	cell: (container, facts) =>
		hasStats(container) && container.replacement === undefined ? cell(container, facts) : statusCell(container, facts),
});

/** Load against the container's own limits. */
export const gaugeColumns: readonly Column<Container>[] = [
	gaugeColumn('cpu', 'CPU', 1, cpuCell),
	gaugeColumn('memory', 'MEMORY', 2, memoryCell),
];
