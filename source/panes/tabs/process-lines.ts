import type { Processes } from '../../domain/nouns/container.js';
import type { Line } from '../../domain/text/line.js';
import { textTable } from './text-table.js';

/** The processes of a running container, as `docker top` lists them. */
export function processLines(processes: Processes, width: number): readonly Line[] {
	const { titles, rows } = withoutLeast(processes, width);
	const last = titles.length - 1;
	return textTable(
		titles.map((header, index) => ({ header, align: numeric.has(header) && index < last ? 'right' : 'left' })),
		rows,
		width,
	);
}

const numeric = new Set(['PID', 'PPID', 'C', '%CPU', '%MEM', 'VSZ', 'RSS', 'SPID']);
/** What is missed least where there is little room for the command, first to last. */
const least = ['C', 'TTY', 'STIME', 'PPID'];
/** Cells from which on `docker top`'s usual columns leave enough room for the command. */
const enough = [80, 76, 72, 64];

function withoutLeast({ titles, rows }: Processes, width: number): Processes {
	const dropped = least.filter((_, index) => width < enough[index]!);
	const kept = titles.map((_, index) => index).filter(index => !dropped.includes(titles[index]!));
	return { titles: kept.map(index => titles[index]!), rows: rows.map(row => kept.map(index => row[index] ?? '')) };
}
