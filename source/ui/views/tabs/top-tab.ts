import type { Container, Processes } from '../../../domain/container.js';
import type { Line } from '../../../domain/line.js';
import { memo } from '../../../state/memo.js';
import { selectedItem } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { notice } from '../empty-list.js';
import { resourceLines } from './resource-lines.js';
import { textTable } from './text-table.js';

/** The processes of a running container, as `docker top` lists them. */
export function topTab(state: State, width: number, _height: number, glyphs: Glyphs): readonly Line[] {
	const container = selectedItem<Container>(state, 'containers');
	if (container === undefined) return [];
	if (container.state !== 'running' && container.state !== 'paused') {
		return [[], ...notice(`${container.name} is not running`, 'dim', width)];
	}
	return resourceLines<Processes>(state, `top:${container.id}`, width, glyphs, processes =>
		processLines(processes, width),
	);
}

const processLines = memo(({ titles, rows }: Processes, width: number): readonly Line[] =>
	textTable(
		titles.map((header, index) => ({
			header,
			align: numeric.has(header) && index < titles.length - 1 ? 'right' : 'left',
		})),
		rows,
		width,
	),
);

const numeric = new Set(['PID', 'PPID', 'C', '%CPU', '%MEM', 'VSZ', 'RSS', 'SPID']);
