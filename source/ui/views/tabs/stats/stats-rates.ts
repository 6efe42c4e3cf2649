import type { Reading } from '../../../../domain/stats/stats.js';
import type { StatsHistory } from '../../../../domain/stats/stats-history.js';
import { elapsed } from '../../../../domain/text/elapsed.js';
import type { Line, Role } from '../../../../domain/text/line.js';
import { decimalSize, formatPercent } from '../../../../domain/text/units.js';
import type { Glyphs } from '../../../glyphs.js';
import { sparkline } from '../../charts/sparkline.js';
import { peakOf, rateSeries } from '../../charts/stats-series.js';
import { fitParts, type Part } from '../../text/fit-parts.js';
import { span } from '../../text/lines.js';

const nameWidth = 11;
const sparkWidth = 20;

/** Network, disk, processes and throttling, one line each. */
export function rateLines({ readings, rates }: StatsHistory, width: number, glyphs: Glyphs): Line[] {
	const last = readings.at(-1);
	if (last === undefined) {
		return [];
	}
	const flow = (bytes: number | undefined, sign: string) =>
		bytes === undefined ? `${sign}--` : `${sign}${decimalSize(bytes)}/s`;
	const line = (
		name: string,
		text: string,
		now = '',
		series: readonly (number | undefined)[] = [],
		role: Role = 'text',
	): Line => {
		const parts: Part[] = [
			{ line: [span(` ${name.padEnd(nameWidth)}`, 'dim'), span(text, role)] },
			...(now === '' ? [] : [{ line: [span(` ${now}`, 'dim')], priority: 1 }]),
			...(series.length === 0 || peakOf(series) === 0
				? []
				: [
						{
							line: [span(`${sparkline(series, peakOf(series), sparkWidth, glyphs)} `, 'accent')],
							side: 'right' as const,
							priority: 2,
						},
					]),
		];
		return fitParts(parts, width, glyphs.ellipsis);
	};
	return [
		line(
			'NET I/O',
			`${decimalSize(last.netRx)} / ${decimalSize(last.netTx)}`,
			`${flow(rates?.netRx, glyphs.down)} ${flow(rates?.netTx, glyphs.up)}`,
			sum(rateSeries(readings, 'netRx'), rateSeries(readings, 'netTx')),
		),
		line(
			'BLOCK I/O',
			`${decimalSize(last.blockRead)} / ${decimalSize(last.blockWrite)}`,
			`${flow(rates?.blockRead, 'r ')} ${flow(rates?.blockWrite, 'w ')}`,
			sum(rateSeries(readings, 'blockRead'), rateSeries(readings, 'blockWrite')),
		),
		line('PIDS', last.pidsLimit > 0 ? `${last.pids} of ${last.pidsLimit}` : `${last.pids}`),
		...throttling(last, rates?.throttled).map(text =>
			line('THROTTLED', text, '', rateSeries(readings, 'throttledPeriods'), rates?.throttled ? 'warn' : 'text'),
		),
	];
}

/** Nothing without a CPU quota: then there are no periods. */
function throttling(last: Reading, now: number | undefined): string[] {
	if (last.periods === 0) {
		return [];
	}
	const all = `${last.throttledPeriods} of ${last.periods} periods, ${elapsed(last.throttledNanoseconds / 1e6)}`;
	return [now === undefined ? all : `${formatPercent(now * 100)} now, ${all}`];
}

const sum = (a: readonly (number | undefined)[], b: readonly (number | undefined)[]): readonly (number | undefined)[] =>
	a.map((value, index) => {
		const other = b[index];
		return value === undefined || other === undefined ? undefined : value + other;
	});
