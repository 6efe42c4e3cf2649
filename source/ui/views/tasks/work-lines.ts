import type { WorkRow } from '../../../domain/progress/work-rows.js';
import { cellWidth } from '../../../domain/text/cell-width.js';
import type { Line, Role } from '../../../domain/text/line.js';
import type { Task } from '../../../state/tasks/task.js';
import type { Glyphs } from '../../glyphs.js';
import { fitText, span } from '../text/lines.js';

/** The greatest share of the width for the names. */
const maxNameShare = 0.5;

/** The work of a task on each container, network and volume, in at most `height` lines: those that need attention first. */
export function workLines(
	rows: readonly WorkRow[],
	status: Task['status'],
	width: number,
	height: number,
	glyphs: Glyphs,
): readonly Line[] {
	const shown = rows.length <= height ? rows : mostWanted(rows).slice(0, Math.max(0, height - 1));
	const nameWidth = Math.min(Math.max(0, ...rows.map(({ name }) => cellWidth(name))), Math.floor(width * maxNameShare));
	const left = rows.length - shown.length;
	return [
		...shown.map(row => rowLine(row, status, nameWidth, glyphs)),
		...(left > 0 ? [[span(`  ${left} more`, 'dim')]] : []),
	];
}

const importance: readonly WorkRow['status'][] = ['failed', 'warned', 'running', 'waiting', 'skipped', 'done'];

/** If not all rows fit, those that are done are left out first. */
const mostWanted = (rows: readonly WorkRow[]): readonly WorkRow[] =>
	[...rows].sort((a, b) => importance.indexOf(a.status) - importance.indexOf(b.status));

function rowLine({ name, status, text }: WorkRow, task: Task['status'], nameWidth: number, glyphs: Glyphs): Line {
	// Work that was going on when the task was cancelled has an unknown end.
	const isCut = status === 'running' && task !== 'running';
	const marks: Readonly<Record<WorkRow['status'], readonly [string, Role]>> = {
		waiting: [' ', 'dim'],
		running: [isCut ? glyphs.separator : glyphs.right, isCut ? 'warn' : 'accent'],
		done: [glyphs.done, 'good'],
		warned: ['!', 'warn'],
		failed: [glyphs.failed, 'bad'],
		skipped: [glyphs.separator, 'dim'],
	};
	const [mark, role] = marks[status];
	return [
		span(`${mark} `, role),
		span(fitText(name, nameWidth, 'left', glyphs.ellipsis), status === 'skipped' ? 'dim' : 'text'),
		span(`  ${text}`, status === 'done' ? 'dim' : role),
	];
}
