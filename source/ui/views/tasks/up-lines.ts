import type { UpProgress, UpRow } from '../../../domain/compose/up/up-fold.js';
import { currentStep } from '../../../domain/progress/build-fold.js';
import { lastLines } from '../../../domain/progress/build-output.js';
import { cellWidth } from '../../../domain/text/cell-width.js';
import { elapsed } from '../../../domain/text/elapsed.js';
import type { Line, Role } from '../../../domain/text/line.js';
import { decimalSize } from '../../../domain/text/units.js';
import type { Task } from '../../../state/tasks/task.js';
import { upTook } from '../../../state/tasks/task-log.js';
import type { Glyphs } from '../../glyphs.js';
import { fitText, span } from '../text/lines.js';
import { windowOf } from '../text/scroll.js';
import { buildLines } from './build-lines.js';

/** Cells of a row's time. */
const timeWidth = 8;
const statusWidth = 34;

type Options = {
	readonly up: UpProgress;
	readonly status: Task['status'];
	/** The last output of a command that failed. */
	readonly tail: readonly string[] | undefined;
	/** Milliseconds of `monotonicNow`. */
	readonly now: number;
	readonly width: number;
	readonly height: number;
	readonly glyphs: Glyphs;
};

/** The rows of a compose command by container, and below them the build that runs or failed, or the last output. */
export function upLines(options: Options): readonly Line[] {
	const { up, status, tail, width, height, glyphs } = options;
	const { rows, build, warnings, output } = up;
	const step = build && currentStep(build);
	const isBuilding =
		build !== undefined && (step?.status === 'failed' || rows.every(({ state }) => state === 'waiting'));
	const outputLines = status === 'failed' || rows.length === 0 ? (tail ?? lastLines(output, height)) : [];
	const below = isBuilding ? Math.ceil(height * 0.5) : Math.min(outputLines.length, Math.ceil(height * 0.4));
	const space = Math.max(1, height - below - Math.min(1, warnings.length));
	const current = rows.findIndex(({ state }) => state === 'failed');
	const at = current >= 0 ? current : rows.findIndex(({ state }) => state === 'working');
	const { start, end } = windowOf(rows.length, at, space, Math.max(0, at - Math.floor(space / 2)));
	const nameWidth = Math.min(Math.max(8, ...rows.map(row => cellWidth(nameOf(row)))), Math.floor(width * 0.5));
	return [
		...warnings.slice(-1).map((text): Line => [span(text, 'warn')]),
		...rows.slice(start, end).map(row => rowLine(row, nameWidth, options)),
		...(isBuilding ? buildLines({ build, status, tail, now: options.now, width, height: below, glyphs }) : []),
		...(isBuilding
			? []
			: outputLines
					.slice(Math.max(0, outputLines.length - below))
					.map((text): Line => [span(`${glyphs.vertical} `, 'border'), span(text, 'dim')])),
	];
}

const nameOf = ({ noun, name }: UpRow): string => (noun === 'container' || noun === '' ? name : `${noun} ${name}`);

const roles: Readonly<Record<UpRow['state'], Role>> = {
	waiting: 'dim',
	working: 'accent',
	done: 'good',
	warned: 'warn',
	failed: 'bad',
	skipped: 'dim',
};

function rowLine(row: UpRow, nameWidth: number, { status, now, width, glyphs }: Options): Line {
	const isStopped = row.state === 'working' && status !== 'running';
	const working = isStopped ? glyphs.separator : glyphs.right;
	const { done, failed, separator: skipped } = glyphs;
	const mark = { waiting: ' ', working, done, warned: '!', failed, skipped }[row.state];
	const role = isStopped ? 'warn' : roles[row.state];
	const isRunning = row.state === 'working' && !isStopped;
	const took = isRunning ? elapsed(now - (row.startedAt ?? now)) : upTook(row);
	const wide = Math.max(8, Math.min(statusWidth, width - nameWidth - timeWidth - 4));
	const isLong = row.state === 'failed' || row.state === 'warned' || row.state === 'skipped';
	return [
		span(`${mark} `, role),
		span(`${fitText(nameOf(row), nameWidth)}  `, row.state === 'waiting' ? 'dim' : 'text'),
		span(isLong ? row.status : fitText(statusOf(row), wide), role),
		...(isLong ? [] : [span(fitText(took, timeWidth, 'right'), isRunning ? 'accent' : 'dim')]),
	];
}

function statusOf({ status, layers }: UpRow): string {
	const all = [...layers.values()];
	const total = all.reduce((sum, layer) => sum + layer.total, 0);
	const current = all.reduce((sum, layer) => sum + layer.current, 0);
	return total > 0 ? `${status} ${decimalSize(current)} / ${decimalSize(total)}` : status;
}
