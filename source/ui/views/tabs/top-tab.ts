import type { Processes } from '../../../domain/nouns/container.js';
import type { Line } from '../../../domain/text/line.js';
import { memo } from '../../../state/memo.js';
import { selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { notice } from '../list/empty-list.js';
import { resourceLines } from './resource-lines.js';
import { textTable } from './text-table.js';

/** The processes of a running container, as `docker top` lists them. */
export function topTab(state: State, width: number, _height: number, glyphs: Glyphs): readonly Line[] {
	const container = selectedItem(state, 'containers');
	if (container === undefined) {
		return [];
	}
	if (container.state !== 'running' && container.state !== 'paused') {
		return [[], ...notice(`${container.name} is not running`, 'dim', width)];
	}
	return resourceLines(state, { of: 'processes', id: container.id }, width, glyphs, processes =>
		processLines(processes, width),
	);
}

const processLines = memo((processes: Processes, width: number): readonly Line[] => {
	const { titles, rows } = withoutLeast(processes, width);
	const last = titles.length - 1;
	return textTable(
		titles.map((header, index) => ({ header, align: numeric.has(header) && index < last ? 'right' : 'left' })),
		rows,
		width,
	);
});

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
