import type { Line } from '../../../domain/text/line.js';
import type { ListModal } from '../../../state/modals/modal.js';
import { listModalViewport, taskRoom } from '../../../state/modals/modal-scroll.js';
import type { State } from '../../../state/state.js';
import type { Task } from '../../../state/tasks/task.js';
import { isRunning, runningTasks } from '../../../state/tasks/tasks.js';
import type { Glyphs } from '../../glyphs.js';
import { cutLine, fitLine, reverseLine, span } from '../text/lines.js';
import { type ModalPart, modalBox, widest } from './modal-box.js';
import { taskDetail } from './task-detail.js';
import { taskLogView } from './task-log-view.js';
import { taskRows } from './task-rows.js';

/** Tasks, newest first, with what the chosen one does. The box keeps its height whatever the work tells. */
export function tasksView(modal: ListModal, state: State, glyphs: Glyphs): ModalPart {
	const { size, monotonicNow: now } = state;
	const width = Math.min(widest(size), 110);
	const tasks = [...state.tasks].reverse();
	const index = Math.min(modal.index, tasks.length - 1);
	const task = tasks[index];
	if (!task) {
		const body: Line[] = [[span('Nothing has run yet. Builds, pulls and pushes show here.', 'dim')]];
		return modalBox({ title: 'Tasks', body, width, size, glyphs, footer: [span(' Esc close ', 'dim')] });
	}
	if (modal.output !== undefined) {
		return taskLogView(task, modal, state, hintsOf(task, 'Enter back'), glyphs);
	}
	const inner = width - 4;
	const { body: height, list: listHeight } = taskRoom(tasks.length, size);
	const { top } = listModalViewport(modal, state);
	const rows = taskRows(tasks, now, inner, glyphs)
		.slice(top, top + listHeight)
		.map((row, at) =>
			top + at === index
				? reverseLine(cutLine(row, inner, glyphs.ellipsis), inner)
				: fitLine(row, inner, glyphs.ellipsis),
		);
	const rule: Line = [span(glyphs.horizontal.repeat(inner), 'border')];
	const detail = taskDetail(task, now, inner, height - listHeight - 1, glyphs);
	const body = [...rows, rule, ...detail];
	const running = runningTasks(state).length;
	return modalBox({
		title: running > 0 ? `Tasks ${glyphs.separator} ${running} running` : 'Tasks',
		body: Array.from({ length: height }, (_, row) => body[row] ?? []),
		width,
		size,
		glyphs,
		footer: [span(` ${hintsOf(task, 'Enter output')} `, 'dim')],
	});
}

/** The keys that do something for a task. */
function hintsOf(task: Task, enter: string): string {
	const isBuild = task.progress.kind === 'build';
	return [
		...(isRunning(task) ? ['c cancel'] : []),
		...(isBuild && task.status === 'done' ? ['r run'] : []),
		...(isBuild && !isRunning(task) ? ['b again'] : []),
		enter,
		...(isRunning(task) ? [] : ['d D clear']),
		'y copy',
		'Esc close',
	].join(' · ');
}
