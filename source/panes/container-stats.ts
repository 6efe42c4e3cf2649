import type { Container } from '../domain/container.js';
import type { Reading } from '../domain/stats.js';
import { statsTexts, type StatsTexts } from '../domain/stats-text.js';
import type { Cell, Column, Facts } from './pane.js';

/** Widest texts: `1023MiB / 31.24GiB`, `999.9MB / 999.9MB`. */
const pair = 19;

function column(id: keyof StatsTexts, header: string, width: number, priority: number): Column<Container> {
	return {
		id,
		header,
		align: 'right',
		zoomOnly: true,
		min: width,
		max: width,
		priority,
		cell: (container, facts) => cell(facts.reading(container.id), id, facts),
	};
}

function cell(reading: Reading | undefined, id: keyof StatsTexts, _facts: Facts): Cell {
	return reading === undefined ? { text: '--', role: 'dim' } : { text: statsTexts(reading)[id] };
}

/** The columns of `docker stats`, with its texts. */
export const statsColumns: readonly Column<Container>[] = [
	column('cpu', 'CPU %', 8, 6),
	column('memory', 'MEM USAGE / LIMIT', pair, 7),
	column('memoryPercent', 'MEM %', 7, 8),
	column('network', 'NET I/O', pair, 9),
	column('block', 'BLOCK I/O', pair, 10),
	column('pids', 'PIDS', 5, 11),
];
