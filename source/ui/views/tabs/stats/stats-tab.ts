import type { Container, ContainerDetail } from '../../../../domain/nouns/container.js';
import { hasStats } from '../../../../domain/nouns/container-gates.js';
import type { StatsHistory } from '../../../../domain/stats/stats-history.js';
import type { Line } from '../../../../domain/text/line.js';
import { memo } from '../../../../state/memo.js';
import { containerDetail, selectedItem } from '../../../../state/selectors.js';
import type { State } from '../../../../state/state.js';
import type { Glyphs } from '../../../glyphs.js';
import { notice } from '../../list/empty-list.js';
import { loadCharts } from './stats-charts.js';
import { lifeFacts } from './stats-life.js';
import { rateLines } from './stats-rates.js';

/** Rows that two charts need with their titles, below which there are none. */
const leastForCharts = 8;

/** CPU and memory over time against their limits, rates, and what befell the container. */
export function statsTab(state: State, width: number, height: number, glyphs: Glyphs): readonly Line[] {
	const container = selectedItem(state, 'containers');
	if (container === undefined) {
		return [];
	}
	const detail = containerDetail(state, container.id);
	const cpus = state.host?.cpus ?? 0;
	const memory = state.host?.memory ?? 0;
	return statsLines(container, state.stats.get(container.id), detail, cpus, memory, state.now, width, height, glyphs);
}

const statsLines = memo(
	(
		container: Container,
		history: StatsHistory | undefined,
		detail: ContainerDetail | undefined,
		cpus: number,
		memory: number,
		now: number,
		width: number,
		height: number,
		glyphs: Glyphs,
	): readonly Line[] => {
		const life = lifeFacts(container, detail, now, width, glyphs);
		if (!hasStats(container)) {
			return life;
		}
		if (history === undefined || history.readings.length === 0) {
			return [...notice(`measuring${glyphs.ellipsis}`, 'dim', width), ...life];
		}
		const rates = rateLines(history, width, glyphs);
		const room = height - rates.length - life.length;
		const chartHeight = room >= leastForCharts ? Math.floor(room / 2) : 1;
		const host = { cpus, memory };
		return [...loadCharts(history, detail?.limits, host, width, chartHeight, glyphs), ...rates, ...life];
	},
);
