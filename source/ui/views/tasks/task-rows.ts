import { upSummary } from '../../../domain/compose/up/up-fold.js';
import { cellWidth } from '../../../domain/text/cell-width.js';
import { cutMiddle } from '../../../domain/text/cut-middle.js';
import { elapsed } from '../../../domain/text/elapsed.js';
import type { Line, Role, Span } from '../../../domain/text/line.js';
import type { Task } from '../../../state/tasks/task.js';
import type { Glyphs } from '../../glyphs.js';
import { fitText, lineWidth, span } from '../text/lines.js';
import { buildSummary } from './build-lines.js';
import { transferSummary } from './transfer-lines.js';

/** Cells of a duration such as `1h 05m`. */
const timeWidth = 7;

/** Shows a task's status in two cells; the spinner turns once a second. `now` is in milliseconds of `monotonicNow`. */
export function statusMark(status: Task['status'], now: number, glyphs: Glyphs): Span {
	const marks: Readonly<Record<Task['status'], readonly [string, Role]>> = {
		running: [glyphs.spinner[Math.floor(now / 1000) % glyphs.spinner.length]!, 'accent'],
		done: [glyphs.done, 'good'],
		failed: [glyphs.failed, 'bad'],
		cancelled: [glyphs.separator, 'warn'],
	};
	const [mark, role] = marks[status];
	return span(`${mark} `, role);
}

/** Returns the duration of a task until now, or until its end. */
export const taskTime = ({ startedAt, endedAt }: Task, now: number): string => elapsed((endedAt ?? now) - startedAt);

/** Tasks in columns: the status, the title, the duration, and the progress or outcome. */
export function taskRows(tasks: readonly Task[], now: number, width: number, glyphs: Glyphs): readonly Line[] {
	const titleWidth = Math.min(Math.max(...tasks.map(task => cellWidth(task.title))), Math.floor(width * 0.45));
	return tasks.map(task => {
		const head = [
			statusMark(task.status, now, glyphs),
			span(fitText(task.title, titleWidth, 'left', glyphs.ellipsis), 'strong'),
			span(` ${fitText(taskTime(task, now), timeWidth, 'right')}  `, 'dim'),
		];
		const words = summary(task);
		return task.status === 'failed'
			? [...head, span(cutMiddle(words, Math.max(1, width - lineWidth(head)), glyphs.ellipsis), 'bad')]
			: [...head, span(words, 'dim')];
	});
}

function summary({ progress, outcome }: Task): string {
	if (outcome !== undefined) {
		return outcome;
	}
	if (progress.kind === 'build') {
		return buildSummary(progress.steps);
	}
	if (progress.kind === 'compose') {
		return upSummary(progress.up);
	}
	return progress.kind === 'transfer' ? transferSummary(progress.transfer) : '';
}
