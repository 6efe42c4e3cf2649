import { type ComposeItem, containersOf, isCreated } from '../../domain/compose/project.js';
import { leftoversOf, type Summary, summaryOf, troubles } from '../../domain/compose/summary.js';
import type { Container } from '../../domain/nouns/container.js';
import { cpuText, loadLevel, memoryText } from '../../domain/stats/limits.js';
import { bytesSize, decimalSize, formatPercent } from '../../domain/text/units.js';
import { containerColumns } from '../containers/container-columns.js';
import type { Cell, Column, Facts } from '../pane.js';
import { type Load, loadOf } from './load.js';

type MakeCell = (item: ComposeItem, facts: Facts) => Cell;

/** Cells of the numbers behind a bar, as in the rows of containers. */
const numbersWidth = 8;
const none: Cell = { text: '' };

/** Sums up an item with the restart policies that are fetched. */
export const summaryIn = (item: ComposeItem, facts: Facts): Summary =>
	summaryOf(item, id => facts.detail(id)?.restartPolicy.name);

/** `5/6`; `down` for a project of which only networks and volumes are left, `not created` for what only files name. */
export function countText(item: ComposeItem, { running, expected, done }: Summary): string {
	if (!isCreated(item)) {
		const left = item.kind === 'project' ? leftoversOf(item) : '';
		return left === '' ? 'not created' : `down · ${left}`;
	}
	return expected === 0 && done > 0 ? 'done' : `${running}/${expected}`;
}

function nameCell(item: ComposeItem, facts: Facts): Cell {
	const summary = summaryIn(item, facts);
	const problems = troubles(summary);
	const isQuiet = summary.running === 0;
	return {
		text: `${item.name} ${countText(item, summary)}`,
		role: isQuiet ? 'dim' : item.kind === 'service' ? 'text' : 'strong',
		note:
			problems.length > 0
				? { text: worstOf(problems), role: summary.unhealthy + summary.failed > 0 ? 'bad' : 'warn', stays: true }
				: folderNote(item),
		// A project has no image of its own, and no numbers while none of its containers runs; for a service that is not well, the
		// reason is worth more than the image.
		...((item.kind !== 'service' || problems.length > 0) && {
			span: item.kind !== 'service' && isQuiet ? containerColumns.length : 2,
		}),
	};
}

/** The worst problem, and the number of the others: the rows below have them, and the name needs the space. */
const worstOf = ([first = '', ...others]: readonly string[]): string =>
	others.length === 0 ? first : `${first} +${others.length}`;

/** Two projects of one name differ by their folder. */
function folderNote(item: ComposeItem): Cell['note'] {
	if (item.kind !== 'project') {
		return undefined;
	}
	if (item.identity.owner === 'stack') {
		return { text: 'Swarm stack', role: 'dim' };
	}
	return item.identity.sharesName ? { text: item.identity.workingDir, role: 'dim' } : undefined;
}

const measured =
	(cell: (load: Load, facts: Facts) => Cell): MakeCell =>
	(item, facts) => {
		const load = loadOf(item, facts);
		return load.running === 0 ? none : cell(load, facts);
	};

const gaugeCell = (text: string, used: number | undefined, full: number): Cell => ({
	text: text.trim().padStart(numbersWidth),
	role: used === undefined ? 'dim' : 'text',
	gauge: {
		ratio: used === undefined || !(full > 0) ? undefined : used / full,
		level: used === undefined ? 'normal' : loadLevel(used, full),
	},
});

const text = (content: string): Cell => ({ text: content, role: 'dim' });

/** The images of the containers; one name if all have the same. */
function imageCell(item: ComposeItem): Cell {
	const all = item.kind === 'service' ? containersOf(item).map(({ image }) => image) : [];
	const images = new Set(item.kind === 'service' && item.image !== undefined ? [item.image] : all);
	const [first] = images;
	return images.size === 1 && first !== undefined ? text(first) : none;
}

/** The cells of a project or service in the columns of the containers. A column without one is blank. */
const cells: Readonly<Record<string, MakeCell>> = {
	name: nameCell,
	image: imageCell,
	'whole-image': imageCell,
	cpu: measured((load, facts) => {
		const used = load.measured === 0 ? undefined : load.cpuPercent;
		const { cpuLimit: limit } = load;
		return gaugeCell(cpuText(used, limit, ''), used, (limit ?? facts.hostCpus) * 100);
	}),
	memory: measured((load, facts) => {
		const used = load.measured === 0 ? undefined : load.memory;
		const { memoryLimit: limit } = load;
		return gaugeCell(memoryText(used, limit, ''), used, limit ?? facts.hostMemory);
	}),
	'cpu-percent': measured(load => text(load.measured === 0 ? '--' : formatPercent(load.cpuPercent))),
	'memory-usage': measured((load, facts) =>
		text(load.measured === 0 ? '--' : `${bytesSize(load.memory)} / ${bytesSize(load.memoryLimit ?? facts.hostMemory)}`),
	),
	net: measured(load => text(load.measured === 0 ? '--' : `${decimalSize(load.netRx)} / ${decimalSize(load.netTx)}`)),
	block: measured(load =>
		text(load.measured === 0 ? '--' : `${decimalSize(load.blockRead)} / ${decimalSize(load.blockWrite)}`),
	),
	pids: measured(load => text(load.measured === 0 ? '--' : String(load.pids))),
};

/** The container of a service with only one: its row shows all that the container's row would. */
export function onlyContainer(item: ComposeItem): Container | undefined {
	const [first, ...others] = item.kind === 'service' ? containersOf(item) : [];
	return others.length === 0 ? first : undefined;
}

/** The columns of the containers with the cells of projects and services. */
export const composeColumns: readonly Column<ComposeItem>[] = containerColumns.map(column => ({
	...column,
	cell(item, facts) {
		const only = onlyContainer(item);
		if (only === undefined) {
			return cells[column.id]?.(item, facts) ?? none;
		}
		const cell = column.cell(only, facts);
		return column.id === 'name' ? { ...cell, text: item.name } : cell;
	},
}));
