import type { Processes } from '../../domain/nouns/container.js';
import type { Line } from '../../domain/text/line.js';
import { textTable } from './text-table.js';

/** The processes of a running container, as `docker top` lists them. */
export function processLines(processes: Processes, width: number): readonly Line[] {
	const { titles, rows } = withoutDropped(processes, width);
	const last = titles.length - 1;
	return textTable(
		titles.map((header, index) => ({ header, align: numeric.has(header) && index < last ? 'right' : 'left' })),
		rows,
		width,
	);
}

const numeric = new Set(['PID', 'PPID', 'C', '%CPU', '%MEM', 'VSZ', 'RSS', 'SPID']);
/** Columns that are dropped where the command has little room, in this order. */
const droppable = ['C', 'TTY', 'STIME', 'PPID'];
/** A narrower table than this drops the column at the same place of `droppable`. Cells. */
const neededWidths = [80, 76, 72, 64];

function withoutDropped({ titles, rows }: Processes, width: number): Processes {
	const dropped = droppable.filter((_, index) => width < neededWidths[index]!);
	const shown = titles.map((_, index) => index).filter(index => !dropped.includes(titles[index]!));
	return { titles: shown.map(index => titles[index]!), rows: rows.map(row => shown.map(index => row[index] ?? '')) };
}
