import type { Line } from '../../../domain/text/line.js';
import type { ListModal } from '../../../state/modals/modal.js';
import { outputViewport, outputWidth } from '../../../state/modals/modal-scroll.js';
import type { State } from '../../../state/state.js';
import type { Task } from '../../../state/tasks/task.js';
import { type TaskLogRow, taskLog, taskLogLines, wrapRow } from '../../../state/tasks/task-log.js';
import type { Glyphs } from '../../glyphs.js';
import { fitLine, span } from '../text/lines.js';
import { type ModalPart, modalBox, tallest, widest } from './modal-box.js';
import { taskTime } from './task-rows.js';

/** All that a task has told, from where it is scrolled to, or its newest lines; long ones are wrapped. */
export function taskLogView(task: Task, modal: ListModal, state: State, hints: string, glyphs: Glyphs): ModalPart {
	const { size, monotonicNow: now } = state;
	const inner = outputWidth(size);
	const height = tallest(size);
	const { lines, count, offset } =
		modal.output === 'end' && task.status === 'running' ? newest(task, inner, height) : scrolled(task, modal, state);
	const body = Array.from({ length: height }, (_, row): Line => {
		const line = lines[row];
		return fitLine(line ? [span(line.text, line.role)] : [], inner, glyphs.ellipsis);
	});
	return modalBox({
		title: `${task.title} ${glyphs.separator} ${task.status} ${taskTime(task, now)}`,
		body,
		width: widest(size),
		size,
		glyphs,
		footer: [span(` ${hints} `, 'dim')],
		scroll: { count, offset },
	});
}

type Seen = { readonly lines: readonly TaskLogRow[]; readonly count: number; readonly offset: number };

function scrolled(task: Task, modal: ListModal, state: State): Seen {
	const { top = 0, height = 0, count = 0 } = outputViewport(modal, state) ?? {};
	return { lines: taskLogLines(task, outputWidth(state.size)).slice(top, top + height), count, offset: top };
}

/** The end of what still grows, without a look at all that came before. */
function newest(task: Task, width: number, height: number): Seen {
	const rows = taskLog(task);
	const lines: TaskLogRow[] = [];
	for (let at = rows.length - 1; at >= 0 && lines.length < height; at--) {
		lines.unshift(...wrapRow(rows[at]!, width));
	}
	return { lines: lines.slice(-height), count: rows.length, offset: Math.max(0, rows.length - height) };
}
