import { type ComposeItem, containersOf } from '../../../domain/compose/project.js';
import { nameInProject } from '../../../domain/compose/summary.js';
import { cpuText, memoryText } from '../../../domain/stats/limits.js';
import type { Line } from '../../../domain/text/line.js';
import { decimalSize } from '../../../domain/text/units.js';
import { countText, summaryIn } from '../../compose/columns.js';
import { type Load, loadOf } from '../../compose/load.js';
import type { Facts } from '../../pane.js';
import { textTable } from '../text-table.js';

const headers = ['NAME', 'UP', 'CPU', 'MEMORY', 'NET I/O', 'BLOCK I/O', 'PIDS'];

/** The load of a project or service: the sum, and a line for each service, or for each container of a service. */
export function serviceStatsLines(item: ComposeItem, facts: Facts, width: number): readonly Line[] {
	const parts = partsOf(item);
	const rows = [...parts.map(part => row(part.name, part.item, facts)), row('total', item, facts)];
	return textTable(
		headers.map((header, index) => ({ header, align: index === 0 || index === headers.length - 1 ? 'left' : 'right' })),
		rows,
		width,
	);
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
	if (load.measured === 0) {
		return load.running === 0 ? ['', '', '', '', ''] : ['--', '--', '--', '--', '--'];
	}
	return [
		cpuText(load.cpuPercent, load.cpuLimit, '').trim(),
		memoryText(load.memory, load.memoryLimit, '').trim(),
		`${decimalSize(load.netRx)} / ${decimalSize(load.netTx)}`,
		`${decimalSize(load.blockRead)} / ${decimalSize(load.blockWrite)}`,
		String(load.pids),
	];
}
