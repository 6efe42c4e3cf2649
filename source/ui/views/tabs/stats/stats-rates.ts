import { peakOf } from '../../../../domain/stats/stats-series.js';
import type { Line } from '../../../../domain/text/line.js';
import type { Rate } from '../../../../panes/tabs/stats/rates.js';
import type { Glyphs } from '../../../glyphs.js';
import { sparkline } from '../../charts/sparkline.js';
import { fitParts, type Part } from '../../text/fit-parts.js';
import { span } from '../../text/lines.js';

const sparkWidth = 20;

/** A rate in `width` cells, with its graph at the right if it fits. */
export function rateLine({ line, now, series }: Rate, width: number, glyphs: Glyphs): Line {
	const peak = peakOf(series);
	const parts: Part[] = [
		{ line },
		...(now === '' ? [] : [{ line: [span(` ${now}`, 'dim')], priority: 1 }]),
		...(peak === 0
			? []
			: [
					{
						line: [span(`${sparkline(series, peak, sparkWidth, glyphs)} `, 'accent')],
						side: 'right' as const,
						priority: 2,
					},
				]),
	];
	return fitParts(parts, width, glyphs.ellipsis);
}
