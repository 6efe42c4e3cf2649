import { type ComposeItem, containersOf, isCreated } from '../../domain/compose/project.js';
import { leftoversOf, mayEnd, type Summary, summaryOf, troubles } from '../../domain/compose/summary.js';
import type { Container } from '../../domain/nouns/container.js';
import { cpuText, loadLevel, memoryText } from '../../domain/stats/limits.js';
import { bytesSize, decimalSize, formatPercent } from '../../domain/text/units.js';
import { containerColumns, withoutRegistry } from '../containers/container-columns.js';
import type { Cell, Column, Facts } from '../pane.js';
import { type Load, loadOf, sumText } from './load.js';

type MakeCell = (item: ComposeItem, facts: Facts, column: Column<Container>) => Cell;

/** Cells of the numbers behind a bar, as in the rows of containers. */
const numbersWidth = 8;
const none: Cell = { text: '' };

/** Sums up an item with the restart policies that are fetched. */
export const summaryIn = (item: ComposeItem, facts: Facts): Summary =>
	summaryOf(item, id => {
		const detail = facts.detail(id);
		return detail && mayEnd(detail);
	});

/** `5/6`; for a project without containers `down`, what is left of it, or `not created`. Its row says so for its services, too. */
export function countText(item: ComposeItem, { running, expected, done }: Summary): string {
	if (!isCreated(item)) {
		if (item.kind === 'service') {
			return '';
		}
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
		text: `${item.name} ${countText(item, summary)}`.trimEnd(),
		role: isQuiet ? 'dim' : item.kind === 'service' ? 'text' : 'strong',
		note:
			problems.length > 0
				? { ...worstOf(problems), role: summary.unhealthy + summary.failed > 0 ? 'bad' : 'warn', stays: true }
				: folderNote(item),
		// A project has no image of its own, and no numbers while none of its containers runs; for a service that is not well, the
		// reason is worth more than the image.
		...((item.kind !== 'service' || problems.length > 0) && {
			span: item.kind !== 'service' && isQuiet ? containerColumns.length : 2,
		}),
	};
}

/** The worst problem, and the number of the others: the rows below have them, and the name needs the space. */
function worstOf([first = '', ...others]: readonly string[]): Pick<NonNullable<Cell['note']>, 'text' | 'shorter'> {
	const word = first.replace(/^\d+ /, '');
	return others.length === 0
		? { text: first, shorter: [word] }
		: { text: `${first} +${others.length}`, shorter: [first, word] };
}

/** Two projects of one name differ by their folder. */
function folderNote(item: ComposeItem): Cell['note'] {
	if (item.kind !== 'project') {
		return undefined;
	}
	if (item.identity.owner === 'stack') {
		return { text: 'Swarm stack', role: 'dim' };
	}
	const { sharesName, workingDir } = item.identity;
	return sharesName ? { text: workingDir, shorter: endsOf(workingDir), role: 'dim', stays: true } : undefined;
}

/** The last folders of a path, the most first: `…/ada/old/shop`, `…/old/shop`, `…/shop`. */
function endsOf(path: string): readonly string[] {
	const folders = path.split('/').filter(Boolean);
	return folders.slice(1).map((_, index) => `…/${folders.slice(index + 1).join('/')}`);
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

/** The image of a service as in the rows of its containers, if all have the same. */
function imageCell(item: ComposeItem, facts: Facts, { id, cell }: Column<Container>): Cell {
	if (item.kind !== 'service') {
		return none;
	}
	if (item.image !== undefined) {
		return text(id === 'image' ? withoutRegistry(item.image) : item.image);
	}
	const containers = containersOf(item);
	const [first] = containers;
	return first !== undefined && containers.every(({ image }) => image === first.image) ? cell(first, facts) : none;
}

const cpuCell = measured((load, facts) => {
	const used = load.measured === 0 ? undefined : load.cpuPercent;
	const { cpuLimit: limit } = load;
	return gaugeCell(sumText(load, cpuText(load.cpuPercent, limit, '')), used, (limit ?? facts.hostCpus) * 100);
});

const memoryCell = measured((load, facts) => {
	const used = load.measured === 0 ? undefined : load.memory;
	const { memoryLimit: limit } = load;
	return gaugeCell(sumText(load, memoryText(load.memory, limit, '')), used, limit ?? facts.hostMemory);
});

/** The cells of a project or service in the columns of the containers. A column without one is blank. */
const cells: Readonly<Record<string, MakeCell>> = {
	name: nameCell,
	image: imageCell,
	'whole-image': imageCell,
	cpu: cpuCell,
	'whole-cpu': cpuCell,
	memory: memoryCell,
	'whole-memory': memoryCell,
	'cpu-percent': measured(load => text(sumText(load, formatPercent(load.cpuPercent)))),
	'memory-usage': measured((load, facts) =>
		text(sumText(load, `${bytesSize(load.memory)} / ${bytesSize(load.memoryLimit ?? facts.hostMemory)}`)),
	),
	net: measured(load => text(sumText(load, `${decimalSize(load.netRx)} / ${decimalSize(load.netTx)}`))),
	block: measured(load => text(sumText(load, `${decimalSize(load.blockRead)} / ${decimalSize(load.blockWrite)}`))),
	pids: measured(load => text(sumText(load, String(load.pids)))),
};

/** The container of a service with only one: its row shows all that the container's row would. */
export function onlyContainer(item: ComposeItem): Container | undefined {
	const containers = item.kind === 'service' ? containersOf(item) : [];
	return containers.length === 1 ? containers[0] : undefined;
}

/** The columns of the containers with the cells of projects and services. */
export const composeColumns: readonly Column<ComposeItem>[] = containerColumns.map(column => ({
	...column,
	cell(item, facts) {
		const only = onlyContainer(item);
		if (only === undefined) {
			return cells[column.id]?.(item, facts, column) ?? none;
		}
		const cell = column.cell(only, facts);
		return column.id === 'name' ? { ...cell, text: item.name } : cell;
	},
}));
