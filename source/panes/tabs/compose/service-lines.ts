import { type ComposeItem, containersOf } from '../../../domain/compose/project.js';
import { nameInProject } from '../../../domain/compose/summary.js';
import { cpuText, memoryText } from '../../../domain/stats/limits.js';
import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Line } from '../../../domain/text/line.js';
import { decimalSize } from '../../../domain/text/units.js';
import { countText, summaryIn } from '../../compose/columns.js';
import { type Load, loadOf, sumText } from '../../compose/load.js';
import type { Facts } from '../../pane.js';
import { gapWidth, textTable } from '../text-table.js';

const headers = ['NAME', 'UP', 'CPU', 'MEMORY', 'NET I/O', 'BLOCK I/O', 'PIDS'];

/** The load of a project or service: the sum, and a line for each service, or for each container of a service. */
export function serviceStatsLines(item: ComposeItem, facts: Facts, width: number): readonly Line[] {
	const parts = partsOf(item);
	const rows = [...parts.map(part => row(part.name, part.item, facts)), row('total', item, facts)];
	const shown = headers.slice(0, fittingColumns(rows, width));
	return textTable(
		shown.map((header, index) => ({ header, align: index === 0 || index === shown.length - 1 ? 'left' : 'right' })),
		rows,
		width,
	);
}

/** Name, count, CPU and memory are shown in any case. */
const neededColumns = 4;

/** The number of columns that have their whole text in the width. A half of a number is worse than none. */
function fittingColumns(rows: readonly (readonly string[])[], width: number): number {
	let left = width - 1;
	const fitting = headers.findIndex((header, index) => {
		left -= Math.max(cellWidth(header), ...rows.map(cells => cellWidth(cells[index] ?? ''))) + gapWidth;
		return left < 0;
	});
	return fitting < 0 ? headers.length : Math.max(neededColumns, fitting);
}

type Part = { readonly name: string; readonly item: ComposeItem };

function partsOf(item: ComposeItem): readonly Part[] {
	if (item.kind === 'project') {
		return item.services.map(service => ({ name: service.name || 'no service', item: service }));
	}
	return containersOf(item).map(container => ({
		name: nameInProject(container),
		item: { kind: 'standalone', key: container.id, name: container.name, containers: [container] },
	}));
}

function row(name: string, item: ComposeItem, facts: Facts): readonly string[] {
	const load = loadOf(item, facts);
	const up = countText(item, summaryIn(item, facts));
	return [name, up, ...loadCells(load)];
}

function loadCells(load: Load): readonly string[] {
	if (load.running === 0) {
		return ['', '', '', '', ''];
	}
	return [
		cpuText(load.cpuPercent, load.cpuLimit, '').trim(),
		memoryText(load.memory, load.memoryLimit, '').trim(),
		`${decimalSize(load.netRx)} / ${decimalSize(load.netTx)}`,
		`${decimalSize(load.blockRead)} / ${decimalSize(load.blockWrite)}`,
		String(load.pids),
	].map(text => sumText(load, text));
}
