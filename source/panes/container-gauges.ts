import type { Container } from '../domain/container.js';
import { statusWords } from '../domain/container-status.js';
import { cpuGauge, memoryGauge } from '../domain/limits.js';
import type { Cell, Column, Facts } from './pane.js';

/** Both gauges, for the words about a container that does not run. */
const both = 2;
/** So wide are the numbers of a gauge at the most, right-aligned so that the bars end in one line: `100/200%`. */
const numbers = 8;
const unknown: Cell = { text: '--'.padStart(numbers), role: 'dim', gauge: { ratio: undefined, level: 'normal' } };

function gaugeCell(container: Container, facts: Facts, of: typeof cpuGauge | typeof memoryGauge): Cell {
	if (container.state !== 'running' && container.state !== 'paused') {
		const { text, bad } = statusWords(container, facts.detail(container.id), facts.now);
		return { text, role: bad ? 'bad' : 'dim', span: both };
	}
	const reading = facts.reading(container.id);
	if (reading === undefined) return unknown;
	const { text, ratio, level } = of(reading, facts.detail(container.id)?.limits, facts);
	return { text: text.padStart(numbers), gauge: { ratio, level } };
}

/** Load against the container's own limits. */
export const gaugeColumns: readonly Column<Container>[] = [
	{
		id: 'cpu-gauge',
		header: 'CPU',
		min: 16,
		max: 26,
		priority: 1,
		cell: (container, facts) => gaugeCell(container, facts, cpuGauge),
	},
	{
		id: 'memory-gauge',
		header: 'MEMORY',
		min: 16,
		max: 26,
		priority: 2,
		cell: (container, facts) => gaugeCell(container, facts, memoryGauge),
	},
];
