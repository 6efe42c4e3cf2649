import type { Container, ContainerDetail, Limits } from '../../../domain/nouns/container.js';
import { hasStats } from '../../../domain/nouns/container-gates.js';
import type { Host } from '../../../domain/nouns/host.js';
import { isMeasured } from '../../../domain/stats/dropped-limits.js';
import { cpuLimit, type LoadLevel, loadLevel, memoryLimit, percentText } from '../../../domain/stats/limits.js';
import type { StatsHistory } from '../../../domain/stats/stats-history.js';
import { peakOf } from '../../../domain/stats/stats-series.js';
import type { Line } from '../../../domain/text/line.js';
import { span } from '../../../domain/text/lines.js';
import { notice } from '../../../domain/text/notice.js';
import { bytesSize, compactBytes, formatPercent } from '../../../domain/text/units.js';
import { lifeLines } from './life-lines.js';
import { type Rate, ratesOf } from './rates.js';

/** CPU or memory over time: its series, and the words of its title. */
export type Load = {
	readonly name: string;
	readonly values: readonly (number | undefined)[];
	readonly limit: number | undefined;
	/** The limit at the time of each value; undefined where there was none. */
	readonly limits: readonly (number | undefined)[];
	/** The capacity of the host. */
	readonly whole: number;
	/** The latest value against its limit, in docker's words. */
	readonly text: string;
	readonly level: LoadLevel;
	/** Says how near its limit the latest value is; undefined while it is far from it. */
	readonly remark: string | undefined;
	readonly peak: number;
	label(value: number): string;
};

/** The Stats tab without its pictures. The view adds a chart or a gauge to each load, and a graph to each rate. */
export type StatsContent = {
	/** CPU and memory; none before the first reading. */
	readonly loads: readonly Load[];
	/** Network, disk, processes and throttling, a line each. */
	readonly rates: readonly Rate[];
	/** The lines below: the life of the container. */
	readonly life: readonly Line[];
};

/**
 * CPU and memory over time against their limits, rates, and the life of the container, in lines of `width` cells.
 */
export function statsContent(
	container: Container,
	history: StatsHistory | undefined,
	detail: ContainerDetail | undefined,
	host: Host | undefined,
	now: number,
	width: number,
): StatsContent {
	const life = lifeLines(container, detail, now, width);
	if (!hasStats(container)) {
		return { loads: [], rates: [], life };
	}
	if (!isMeasured(host)) {
		const reason = 'not measured: the engine runs without cgroups';
		return { loads: [], rates: [], life: [...notice(reason, 'warn', width), ...life] };
	}
	if (history === undefined || history.readings.length === 0) {
		return { loads: [], rates: [], life: [...notice('measuring…', 'dim', width), ...life] };
	}
	return { loads: loadsOf(history, detail?.limits, host?.cpus ?? 0, host?.memory ?? 0), rates: ratesOf(history), life };
}

/** The content as text: one line for each load and each rate, then the life. */
export const statsText = ({ loads, rates, life }: StatsContent): readonly Line[] => [
	...loads.map(({ name, text, remark, limit, peak, label }) => {
		const words = [text, remark, limit === undefined ? 'no limit' : undefined, `peak ${label(peak)}`];
		return [span(` ${name} ${words.filter(word => word !== undefined).join(' ')}`)];
	}),
	...rates.map(({ line, now }) => [...line, span(` ${now}`)]),
	...life,
];

const remarks: Readonly<Record<LoadLevel, string | undefined>> = {
	normal: undefined,
	near: 'near its limit',
	at: 'at its limit',
};

function loadsOf(
	{ readings }: StatsHistory,
	limits: Limits | undefined,
	cpus: number,
	memory: number,
): readonly Load[] {
	const last = readings.at(-1);
	const cores = limits && cpuLimit(limits, cpus);
	const cpuWhole = cpus * 100;
	const memoryMost = limits ? memoryLimit(limits, memory) : undefined;
	const cpuMost = cores === undefined ? undefined : cores * 100;
	return [
		loadOf({
			name: 'CPU',
			values: readings.map(({ cpuPercent }) => cpuPercent),
			limit: cpuMost,
			limits: limitsOf(
				readings.map(reading => reading.cpuLimit && reading.cpuLimit * 100),
				cpuMost,
			),
			whole: cpuWhole,
			text: `${last?.cpuPercent === undefined ? '--' : formatPercent(last.cpuPercent)} of ${percentText(cpuMost ?? cpuWhole)}`,
			label: percentText,
		}),
		loadOf({
			name: 'MEM',
			values: readings.map(reading => reading.memory),
			limit: memoryMost,
			limits: limitsOf(
				readings.map(reading => (reading.memoryLimit < memory ? reading.memoryLimit : 0)),
				memoryMost,
			),
			whole: memory,
			text:
				last === undefined
					? '--'
					: `${bytesSize(last.memory)} / ${bytesSize(last.memoryLimit)}  ${formatPercent(last.memoryPercent)}`,
			label: compactBytes,
		}),
	];
}

/** The limits of readings; one that was not known then is the next known one, at the end the present one. 0 is no limit. */
function limitsOf(known: readonly (number | undefined)[], present: number | undefined): (number | undefined)[] {
	let next = present;
	return known
		.toReversed()
		.map(limit => {
			next = limit === undefined ? next : limit > 0 ? limit : undefined;
			return next;
		})
		.reverse();
}

function loadOf(series: Omit<Load, 'level' | 'remark' | 'peak'>): Load {
	const latest = series.values.at(-1);
	const level = latest === undefined ? 'normal' : loadLevel(latest, series.limit ?? series.whole);
	return { ...series, level, remark: remarks[level], peak: peakOf(series.values) };
}
