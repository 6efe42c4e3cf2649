import type { Line } from '../../../../domain/text/line.js';
import type { StatsContent } from '../../../../panes/tabs/stats/stats-content.js';
import { memo } from '../../../../state/memo.js';
import type { Glyphs } from '../../../glyphs.js';
import { loadChart } from './stats-charts.js';
import { rateLine } from './stats-rates.js';

/** Two charts with their titles need this many rows. */
const minChartRows = 8;

/**
 * The Stats tab with its charts. Charts are drawn only if the whole tab fits into `height`; otherwise each line of its text
 * (panes/tabs/stats, statsText) is one row here, so that both scroll alike.
 */
export const statsTab = memo(
	({ loads, rates, life }: StatsContent, width: number, height: number, glyphs: Glyphs): readonly Line[] => {
		const rowsLeft = height - rates.length - life.length;
		const chartHeight = rowsLeft >= minChartRows ? Math.floor(rowsLeft / 2) : 1;
		return [
			...loads.flatMap(load => loadChart(load, width, chartHeight, glyphs)),
			...rates.map(rate => rateLine(rate, width, glyphs)),
			...life,
		];
	},
);
