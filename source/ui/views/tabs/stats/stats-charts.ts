import type { Line } from '../../../../domain/text/line.js';
import type { Load } from '../../../../panes/tabs/stats/stats-content.js';
import type { Glyphs } from '../../../glyphs.js';
import { chart } from '../../charts/chart.js';
import { gauge, levelRoles } from '../../charts/gauge.js';
import { fitParts } from '../../text/fit-parts.js';
import { span } from '../../text/lines.js';

/** Cells of the gauge that replaces a chart in a low pane. */
const barWidth = 10;
/** The title of a chart with fewer values has the word “collecting”. */
const fewValues = 10;

/** A load in `height` rows with its title and a chart; in one row, a gauge beside the title. */
export const loadChart = (load: Load, width: number, height: number, glyphs: Glyphs): Line[] => [
	title(load, width, height, glyphs),
	...body(load, width, height - 1, glyphs),
];

function title(load: Load, width: number, height: number, glyphs: Glyphs): Line {
	const { name, values, limit, whole, text, level, remark, peak, label } = load;
	const latest = values.at(-1);
	const full = limit ?? whole;
	const small =
		height <= 1
			? [{ line: gauge(latest === undefined || full <= 0 ? undefined : latest / full, barWidth, level, { glyphs }) }]
			: [];
	return fitParts(
		[
			{ line: [span(` ${name}`, 'strong')] },
			...small,
			{ line: [span(text)] },
			...(remark === undefined ? [] : [{ line: [span(remark, levelRoles[level])], priority: 1 }]),
			...(values.length < fewValues ? [{ line: [span('collecting', 'dim')], priority: 4 }] : []),
			...(limit === undefined ? [{ line: [span('no limit', 'dim')], priority: 2 }] : []),
			{ line: [span(`peak ${label(peak)} `, 'dim')], side: 'right', priority: 3 },
		],
		width,
		glyphs.ellipsis,
	);
}

function body(
	{ values, limit, limits, whole, peak, label }: Load,
	width: number,
	height: number,
	glyphs: Glyphs,
): Line[] {
	if (height < 2) {
		return [];
	}
	// Without a limit the scale follows the peak: on the scale of the whole host the graph would be flat.
	const highest = Math.max(limit ?? 0, ...limits.map(value => value ?? 0));
	const max = highest === 0 ? Math.min(whole > 0 ? whole : peak, peak * 1.25) : Math.max(highest, peak);
	return chart({ values, limit, limits, max: max > 0 ? max : 1, width: width - 2, height, label, glyphs }).map(line => [
		span(' '),
		...line,
	]);
}
