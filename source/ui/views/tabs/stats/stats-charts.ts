import type { Limits } from '../../../../domain/nouns/container.js';
import { cpuLimit, cpuText, loadLevel, memoryLimit } from '../../../../domain/stats/limits.js';
import type { StatsHistory } from '../../../../domain/stats/stats-history.js';
import type { Line } from '../../../../domain/text/line.js';
import { bytesSize, compactBytes, formatPercent } from '../../../../domain/text/units.js';
import type { Glyphs } from '../../../glyphs.js';
import { chart } from '../../charts/chart.js';
import { gauge, type Level, levelRoles } from '../../charts/gauge.js';
import { peakOf } from '../../charts/stats-series.js';
import { fitParts } from '../../text/fit-parts.js';
import { span } from '../../text/lines.js';

type Series = {
	readonly name: string;
	readonly values: readonly (number | undefined)[];
	readonly limit: number | undefined;
	/** All that the host has. */
	readonly whole: number;
	/** The latest value against its limit, in docker's words. */
	readonly text: string;
	label(value: number): string;
};

/** Cells of a gauge that stands in for a chart. */
const bar = 10;

/** CPU and memory, `height` rows each with their title; without room for a chart, a gauge beside the title. */
export function loadCharts(
	history: StatsHistory,
	limits: Limits | undefined,
	host: { readonly cpus: number; readonly memory: number },
	width: number,
	height: number,
	glyphs: Glyphs,
): Line[] {
	const { readings } = history;
	const last = readings.at(-1);
	const cores = limits && cpuLimit(limits, host.cpus);
	const bytes = limits ? memoryLimit(limits, host.memory) : undefined;
	const percent = (value: number) => cpuText(value, undefined, '').trim();
	const cpuWhole = host.cpus * 100;
	const cpu: Series = {
		name: 'CPU',
		values: readings.map(({ cpuPercent }) => cpuPercent),
		limit: cores === undefined ? undefined : cores * 100,
		whole: cpuWhole,
		text: `${last?.cpuPercent === undefined ? '--' : formatPercent(last.cpuPercent)} of ${percent(cores === undefined ? cpuWhole : cores * 100)}`,
		label: percent,
	};
	const memory: Series = {
		name: 'MEM',
		values: readings.map(reading => reading.memory),
		limit: bytes,
		whole: host.memory,
		text:
			last === undefined
				? '--'
				: `${bytesSize(last.memory)} / ${bytesSize(last.memoryLimit)}  ${formatPercent(last.memoryPercent)}`,
		label: compactBytes,
	};
	return [cpu, memory].flatMap(series => [
		title(series, width, height, glyphs),
		...body(series, width, height - 1, glyphs),
	]);
}

function title(
	{ name, values, limit, whole, text, label }: Series,
	width: number,
	height: number,
	glyphs: Glyphs,
): Line {
	const latest = values.at(-1);
	const full = limit ?? whole;
	const level = latest === undefined ? 'normal' : loadLevel(latest, full);
	const small =
		height <= 1
			? [{ line: gauge(latest === undefined || full <= 0 ? undefined : latest / full, bar, level, { glyphs }) }]
			: [];
	return fitParts(
		[
			{ line: [span(` ${name}`, 'strong')] },
			...small,
			{ line: [span(text)] },
			...(levelWords[level] === undefined ? [] : [{ line: [span(levelWords[level], levelRoles[level])], priority: 1 }]),
			...(limit === undefined ? [{ line: [span('no limit', 'dim')], priority: 2 }] : []),
			{ line: [span(`peak ${label(peakOf(values))} `, 'dim')], side: 'right', priority: 3 },
		],
		width,
		glyphs.ellipsis,
	);
}

const levelWords: Readonly<Record<Level, string | undefined>> = {
	normal: undefined,
	near: 'near its limit',
	at: 'at its limit',
};

function body({ values, limit, whole, label }: Series, width: number, height: number, glyphs: Glyphs): Line[] {
	if (height < 2) {
		return [];
	}
	const peak = peakOf(values);
	// Without a limit the graph shows its own shape; against all of the host it would lie flat.
	const max = limit === undefined ? Math.min(whole > 0 ? whole : peak, peak * 1.25) : Math.max(limit, peak);
	return chart({ values, limit, max: max > 0 ? max : 1, width: width - 2, height, label, glyphs }).map(line => [
		span(' '),
		...line,
	]);
}
