import type { Line } from '../../../../domain/text/line.js';
import type { StatsContent } from '../../../../panes/tabs/stats/stats-content.js';
import { memo } from '../../../../state/memo.js';
import type { Glyphs } from '../../../glyphs.js';
import { loadChart } from './stats-charts.js';
import { rateLine } from './stats-rates.js';

/** Rows that two charts need with their titles, below which there are none. */
const leastForCharts = 8;

/**
 * The Stats tab with its pictures. Charts are drawn only where all of the tab fits into `height`; otherwise each line of its
 * text (panes/tabs/stats, statsText) is one row here, so that both scroll alike.
 */
export const statsTab = memo(
	({ loads, rates, life }: StatsContent, width: number, height: number, glyphs: Glyphs): readonly Line[] => {
		const room = height - rates.length - life.length;
		const chartHeight = room >= leastForCharts ? Math.floor(room / 2) : 1;
		return [
			...loads.flatMap(load => loadChart(load, width, chartHeight, glyphs)),
			...rates.map(rate => rateLine(rate, width, glyphs)),
			...life,
		];
	},
);
