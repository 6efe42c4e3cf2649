import type { Reading } from '../../../domain/stats/stats.js';
import type { StatsHistory } from '../../../domain/stats/stats-history.js';
import { rateSeries } from '../../../domain/stats/stats-series.js';
import { elapsed } from '../../../domain/text/elapsed.js';
import type { Line, Role } from '../../../domain/text/line.js';
import { span } from '../../../domain/text/lines.js';
import { decimalSize, formatPercent } from '../../../domain/text/units.js';

/** A counter: its total, and its growth. */
export type Rate = {
	/** Name and total. */
	readonly line: Line;
	/** The present growth per second, in words; empty where it is unknown. */
	readonly now: string;
	/** The growth per second over time, oldest first; empty where there is no graph. */
	readonly series: readonly (number | undefined)[];
};

const nameWidth = 11;

/** Network, disk, processes and throttling. */
export function ratesOf({ readings, rates }: StatsHistory): readonly Rate[] {
	const last = readings.at(-1);
	if (last === undefined) {
		return [];
	}
	const flow = (bytes: number | undefined, sign: string) =>
		bytes === undefined ? `${sign}--` : `${sign}${decimalSize(bytes)}/s`;
	const rate = (name: string, text: string, now = '', series: Rate['series'] = [], role: Role = 'text'): Rate => ({
		line: [span(` ${name.padEnd(nameWidth)}`, 'dim'), span(text, role)],
		now,
		series,
	});
	return [
		rate(
			'NET I/O',
			`${decimalSize(last.netRx)} / ${decimalSize(last.netTx)}`,
			`${flow(rates?.netRx, '↓')} ${flow(rates?.netTx, '↑')}`,
			sum(rateSeries(readings, 'netRx'), rateSeries(readings, 'netTx')),
		),
		rate(
			'BLOCK I/O',
			`${decimalSize(last.blockRead)} / ${decimalSize(last.blockWrite)}`,
			`${flow(rates?.blockRead, 'r ')} ${flow(rates?.blockWrite, 'w ')}`,
			sum(rateSeries(readings, 'blockRead'), rateSeries(readings, 'blockWrite')),
		),
		rate('PIDS', last.pidsLimit > 0 ? `${last.pids} of ${last.pidsLimit}` : `${last.pids}`),
		...throttling(last, rates?.throttled).map(text =>
			rate('THROTTLED', text, '', rateSeries(readings, 'throttledPeriods'), rates?.throttled ? 'warn' : 'text'),
		),
	];
}

/** The throttled periods; a container without a CPU quota has none. */
function throttling(last: Reading, now: number | undefined): string[] {
	if (last.periods === 0) {
		return [];
	}
	const all = `${last.throttledPeriods} of ${last.periods} periods, ${elapsed(last.throttledNanoseconds / 1e6)}`;
	return [now === undefined ? all : `${formatPercent(now * 100)} now, ${all}`];
}

const sum = (a: Rate['series'], b: Rate['series']): Rate['series'] =>
	a.map((value, index) => {
		const other = b[index];
		return value === undefined || other === undefined ? undefined : value + other;
	});
