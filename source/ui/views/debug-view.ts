import type { Line, Rect } from '../../domain/text/line.js';
import { bytesSize } from '../../domain/text/units.js';
import type { State } from '../../state/state.js';
import type { SurfaceModel } from '../drawing/screen.js';
import type { Glyphs } from '../glyphs.js';
import { box } from './text/box.js';
import { span } from './text/lines.js';

/** Costs of this process since its start. */
export type Costs = {
	/** Frames written, their bytes and the cells in them. */
	readonly frames: number;
	readonly bytes: number;
	readonly cells: number;
	/** The time between the start of the last frame and the end of its write. */
	readonly frameTimeMs: number;
	/** Streams and requests under way. */
	readonly streams: number;
	/** True if the statistics of the rows are not streamed because the terminal lacks the focus. */
	readonly idle: boolean;
	/** Memory of the JavaScript heap, and of the whole process. */
	readonly heapBytes: number;
	readonly residentBytes: number;
	/** CPU time, and time since the start. */
	readonly cpuSeconds: number;
	readonly uptimeSeconds: number;
};

const width = 36;

/** The overlay lies above all other surfaces. */
const top = 1000;

/** Shows plimsoll's own costs in the upper right corner of the screen, for developers and bug reports. */
export function debugSurface(costs: () => Costs, glyphs: Glyphs): SurfaceModel<State> {
	return {
		id: 'debug',
		z: top,
		rect: ({ debug, size }) => (debug ? debugRect(size.columns) : undefined),
		lines: () => debugLines(costs(), glyphs),
	};
}

const rowCount = 5;

const debugRect = (columns: number): Rect => ({
	x: Math.max(0, columns - width),
	y: 1,
	width: Math.min(width, columns),
	height: rowCount + 2,
});

function debugLines(costs: Costs, glyphs: Glyphs): readonly Line[] {
	const rows: readonly (readonly [string, string])[] = [
		['frames', `${costs.frames}, last ${costs.frameTimeMs.toFixed(1)} ms`],
		['written', `${bytesSize(costs.bytes)}, ${costs.cells} cells`],
		['streams', `${costs.streams}${costs.idle ? ', idle' : ''}`],
		['memory', `${bytesSize(costs.heapBytes)} of ${bytesSize(costs.residentBytes)}`],
		[
			'CPU',
			`${((100 * costs.cpuSeconds) / Math.max(costs.uptimeSeconds, 0.001)).toFixed(1)}% in ${Math.round(costs.uptimeSeconds)} s`,
		],
	];
	const body = rows.map(([name, value]): Line => [span(` ${name.padEnd(8)}`, 'dim'), span(value)]);
	return box({
		title: [span(' Performance ', 'title')],
		body,
		width,
		height: rowCount + 2,
		focused: false,
		glyphs,
	});
}
