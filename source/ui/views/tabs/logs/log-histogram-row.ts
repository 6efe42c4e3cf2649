import type { Line } from '../../../../domain/text/line.js';
import { type Bucket, histogramOf, histogramWidth } from '../../../../state/logs/find/log-histogram.js';
import { timeOf } from '../../../../state/logs/find/log-times.js';
import { shownLines } from '../../../../state/logs/log-lines.js';
import type { LogView } from '../../../../state/logs/log-view.js';
import type { Glyphs } from '../../../glyphs.js';
import { span } from '../../text/lines.js';

/**
 * The shown lines over time, a bar for each span of time. Bars with errors are red, and digits where the bars are ASCII; the bar of the first line on screen is in reverse video.
 *
 * @param position The row of that line among the shown ones.
 */
export function histogramRow(log: LogView, position: number, width: number, glyphs: Glyphs): Line {
	const histogram = histogramOf(log, histogramWidth(width));
	if (histogram === undefined) {
		return [];
	}
	const { start, bucketMs, buckets } = histogram;
	const most = Math.max(...buckets.map(({ lines }) => lines));
	const [first] = shownLines(log, position, position + 1);
	const current = log.follow || first === undefined ? -1 : Math.floor((timeOf(first.line) - start) / bucketMs);
	const bars = buckets.map((bucket, at) => ({
		text: barOf(bucket, most, glyphs),
		role: bucket.errors > 0 ? ('bad' as const) : ('dim' as const),
		reverse: at === current || undefined,
	}));
	return [...bars, span(lengthText(bucketMs).padStart(width - buckets.length), 'dim')];
}

function barOf({ lines, errors }: Bucket, most: number, { bars, alarmBars }: Glyphs): string {
	const heights = errors > 0 ? alarmBars : bars;
	return lines === 0 ? ' ' : (heights[Math.ceil((lines / most) * heights.length) - 1] ?? ' ');
}

const units = [
	[86_400_000, 'd'],
	[3_600_000, 'h'],
	[60_000, 'm'],
	[1000, 's'],
	[1, 'ms'],
] as const;

/** The length of a bar: `500ms`, `15m`. */
function lengthText(ms: number): string {
	const [size, unit] = units.find(([length]) => ms >= length) ?? units[4];
	return `${ms / size}${unit}`;
}
