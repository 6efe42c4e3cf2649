import { isMeasured } from '../../../domain/stats/dropped-limits.js';
import { hostLoad, loadLevel, memoryText } from '../../../domain/stats/limits.js';
import type { Line } from '../../../domain/text/line.js';
import { compactBytes } from '../../../domain/text/units.js';
import { containerDetail } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { gauge } from '../charts/gauge.js';
import type { Part } from '../text/fit-parts.js';
import { span } from '../text/lines.js';
import { measuredContainers } from './measured.js';

const barWidth = 8;

/** The share of the host that running containers use. A mark in the memory bar shows the sum of their limits. */
export function loadParts(state: State, glyphs: Glyphs): Part[] {
	const { host } = state;
	if (host === undefined) {
		return [];
	}
	if (!isMeasured(host)) {
		return [
			right([span(' CPU -- ', 'dim')], 1),
			right([span(' MEM -- ', 'dim')], 2),
			right([span('no cgroups ', 'warn')], 8),
		];
	}
	const { ids, running } = measuredContainers(state);
	if (ids.length === 0) {
		return [];
	}
	const load = hostLoad(
		ids.map(id => ({ reading: state.stats.get(id)?.readings.at(-1), limits: containerDetail(state, id)?.limits })),
		host,
	);
	const cpu = gauge(load.cpuUsed / host.cpus, barWidth, loadLevel(load.cpuUsed, host.cpus), { glyphs });
	const memory = gauge(load.memoryUsed / host.memory, barWidth, loadLevel(load.memoryUsed, host.memory), {
		glyphs,
		limitAt: load.memoryLimits > 0 ? load.memoryLimits / host.memory : undefined,
	});
	// Rows off screen are not measured, and a narrow header drops `2/3 measured`: `≥` still marks the sum as incomplete.
	const sum = (text: string) => ` ${ids.length < running ? glyphs.atLeast : ''}${text}`;
	return [
		right([span(' CPU ', 'dim'), ...cpu, span(sum(`${cores(load.cpuUsed)}/${host.cpus}`))], 1),
		right([span(' MEM ', 'dim'), ...memory, span(`${sum(memoryText(load.memoryUsed, host.memory).trim())} `)], 2),
		...(load.memoryLimits > 0 ? [right([span(`limits ${compactBytes(load.memoryLimits)} `, 'dim')], 8)] : []),
		...(ids.length < running ? [right([span(`${ids.length}/${running} measured `, 'dim')], 9)] : []),
	];
}

/** Cores in use; below ten, tenths matter. */
const cores = (used: number): string => (used < 10 ? used.toFixed(1) : String(Math.round(used)));

const right = (line: Line, priority: number): Part => ({ line, side: 'right', priority });
