import type { Container } from '../../domain/nouns/container.js';
import { hasStats } from '../../domain/nouns/container-gates.js';
import {
	exitCodeMeaning,
	exitCodeOf,
	isStartFailed,
	statusText,
	timesOf,
} from '../../domain/nouns/container-status.js';
import { cpuLimit, cpuText, loadLevel, memoryLimit, memoryText } from '../../domain/stats/limits.js';
import type { Reading } from '../../domain/stats/stats.js';
import { shortTimes } from '../../domain/text/units.js';
import type { Cell, Column, Facts } from '../pane.js';
import { workingText } from './container-working.js';

/** The status of a stopped container spans both gauges and the ports, which only a running container has. */
const statusSpan = 3;
/** Cells of the numbers behind a bar (`100/200%`, `904K/128M`): with the same width in all rows, the bars have one length. */
const numbersWidth = { cpu: 8, memory: 9 };

function gaugeCell(numbers: string, width: number, used: number | undefined, full: number): Cell {
	const ratio = used === undefined || !(full > 0) ? undefined : used / full;
	const text = numbers.trim();
	return {
		text: text.padStart(width),
		// The use without the limit.
		...(text.length > width && { short: text.replace(/\/.*?(%?)$/, '$1') }),
		role: used === undefined ? 'dim' : 'text',
		gauge: { ratio, level: used === undefined ? 'normal' : loadLevel(used, full) },
	};
}

/** CPU in per cent of a core, against the container's limit or else against the whole host. */
function cpuCell({ id }: Container, facts: Facts): Cell {
	const limits = facts.detail(id)?.limits;
	const limit = limits && cpuLimit(limits, facts.hostCpus);
	const percent = facts.reading(id)?.cpuPercent;
	return gaugeCell(
		cpuText(percent, limit, limits ? '∞' : ''),
		numbersWidth.cpu,
		percent,
		(limit ?? facts.hostCpus) * 100,
	);
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
	return gaugeCell(memoryText(reading?.memory, limit), numbersWidth.memory, reading?.memory, limit ?? facts.hostMemory);
}

const timeBehindCode = /(?<=\(\d+\)) .*$/;

/**
 * The status as `docker ps` prints it, and the meaning of the exit code of a stopped container. A container that is being
 * replaced has its part in the replacement instead.
 */
export function statusCell(container: Container, facts: Facts): Cell {
	const working = workingText(container, facts);
	if (working !== undefined) {
		return { text: working, role: 'warn' };
	}
	if (container.replacement !== undefined) {
		return { text: container.replacement === 'old' ? 'Being replaced' : 'Replacement', role: 'dim' };
	}
	const detail = facts.detail(container.id);
	const text = statusText(container, facts.now, detail);
	if (hasStats(container)) {
		return { text, short: shortTimes(text) };
	}
	const exitCode = timesOf(container, detail).exitCode ?? exitCodeOf(container);
	// `docker ps` prints only `Created` for a container that could not start.
	const startFailed = isStartFailed(container, detail);
	const failed = startFailed || container.state === 'dead' || (exitCode !== undefined && exitCode !== 0);
	const isOom = detail?.oomKilled === true && !startFailed;
	const withoutTime = text.replace(timeBehindCode, '');
	const meaning = startFailed ? 'start failed' : isOom ? 'OOM' : failed ? exitCodeMeaning(exitCode ?? 0) : '';
	return {
		text,
		// In a narrow cell, the time is left out before the exit code, and both before the note of a failed start.
		short: startFailed ? withoutTime : shortTimes(text),
		shortest: startFailed ? text.replace(/ .*$/, '') : withoutTime,
		role: container.state === 'restarting' ? 'warn' : failed ? 'bad' : 'dim',
		note: meaning === '' ? undefined : { text: meaning, role: 'bad', stays: isOom || startFailed },
	};
}

/** The zoomed list has the status in a column of its own. */
const noCell: Cell = { text: '' };

const gaugeColumn = (
	id: keyof typeof numbersWidth,
	header: string,
	priority: number,
	gaugeOf: (container: Container, facts: Facts) => Cell,
): Column<Container> => ({
	id,
	header,
	min: numbersWidth[id],
	max: numbersWidth[id] + 9,
	priority,
	// Both bars shrink before the names, images and ports of the rows are cut.
	grows: [
		{ rank: 5.12, width: numbersWidth[id] + 3 },
		{ rank: 8.2, width: numbersWidth[id] + 4 },
		{ rank: 8.65, width: numbersWidth[id] + 6 },
		{ rank: 15, width: numbersWidth[id] + 9 },
	],
	cell: gaugeOf,
});

/** Returns true if a row has gauges; otherwise its status says more. */
const hasGauges = (container: Container, facts: Facts): boolean =>
	hasStats(container) && container.replacement === undefined && workingText(container, facts) === undefined;

/** Load against the container's own limits. */
export const gaugeColumns: readonly Column<Container>[] = [
	gaugeColumn('cpu', 'CPU', 1, cpuCell),
	gaugeColumn('memory', 'MEMORY', 2, memoryCell),
].flatMap((column): Column<Container>[] => [
	{
		...column,
		listOnly: true,
		cell: (container, facts) =>
			hasGauges(container, facts)
				? column.cell(container, facts)
				: { ...statusCell(container, facts), span: statusSpan },
	},
	{
		...column,
		id: `whole-${column.id}`,
		formOf: column.id,
		zoomOnly: true,
		// Images and ports come first there.
		grows: column.grows?.filter(({ rank }) => rank > 8),
		cell: (container, facts) => (hasStats(container) ? column.cell(container, facts) : noCell),
	},
]);
