import type { Container } from '../../domain/nouns/container.js';
import type { Reading } from '../../domain/stats/stats.js';
import { bytesSize, decimalSize, formatPercent } from '../../domain/text/units.js';
import type { Column } from '../pane.js';

/** Cells of `99.9MB / 99.9MB`. */
const pairWidth = 15;

function column(
	id: string,
	header: string,
	width: number,
	priority: number,
	text: (reading: Reading) => string,
): Column<Container> {
	return {
		id,
		header,
		align: 'right',
		zoomOnly: true,
		min: width,
		max: width + 2,
		priority,
		cell: ({ id: container }, facts) => {
			const reading = facts.reading(container);
			return reading === undefined ? { text: '--', role: 'dim' } : { text: text(reading) };
		},
	};
}

/** The columns of `docker stats`, with its headers. Source: docker/cli cli/command/container/formatter_stats.go. */
export const statsColumns: readonly Column<Container>[] = [
	column('cpu-percent', 'CPU %', 8, 13, ({ cpuPercent }) =>
		cpuPercent === undefined ? '--' : formatPercent(cpuPercent),
	),
	column('memory-usage', 'MEM USAGE / LIMIT', 17, 12, reading => {
		return `${bytesSize(reading.memory)} / ${bytesSize(reading.memoryLimit)}`;
	}),
	column('memory-percent', 'MEM %', 7, 14, reading => formatPercent(reading.memoryPercent)),
	column('net', 'NET I/O', pairWidth, 9, reading => `${decimalSize(reading.netRx)} / ${decimalSize(reading.netTx)}`),
	column(
		'block',
		'BLOCK I/O',
		pairWidth,
		11,
		reading => `${decimalSize(reading.blockRead)} / ${decimalSize(reading.blockWrite)}`,
	),
	column('pids', 'PIDS', 5, 10, reading => String(reading.pids)),
];
