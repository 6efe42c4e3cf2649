import { takeStart } from '../../../domain/cell-width.js';
import type { Line } from '../../../domain/line.js';
import type { State } from '../../../state/state.js';
import type { Task } from '../../../state/task.js';
import { type TaskLogRow, taskLog } from '../../../state/task-log.js';
import type { Glyphs } from '../../glyphs.js';
import { fitLine, span } from '../lines.js';
import { type ModalPart, modalBox, tallest, widest } from './modal-box.js';
import { taskTime } from './task-rows.js';

/** All that a task has told, from row `top`, or its newest rows; long rows are wrapped. */
export function taskLogView(task: Task, top: number | 'end', state: State, hints: string, glyphs: Glyphs): ModalPart {
	const { size, now } = state;
	const width = widest(size);
	const inner = width - 4;
	const height = tallest(size);
	const rows = taskLog(task);
	const fromTop = top === 'end' ? [] : linesFrom(rows, top, inner, height);
	const lines = fromTop.length < height ? linesToEnd(rows, inner, height) : fromTop;
	const body = Array.from({ length: height }, (_, row) => fitLine(lines[row] ?? [], inner, glyphs.ellipsis));
	return modalBox({
		title: `${task.title} ${glyphs.separator} ${task.status} ${taskTime(task, now)}`,
		body,
		width,
		size,
		glyphs,
		footer: [span(` ${hints} `, 'dim')],
		scroll: { count: rows.length, offset: top === 'end' ? Math.max(0, rows.length - height) : top },
	});
}

/** As a terminal breaks it: output keeps its blanks. */
function wrapped({ text, role }: TaskLogRow, width: number): Line[] {
	const lines: Line[] = [];
	let rest = text;
	do {
		const part = takeStart(rest, width) || rest.slice(0, 1);
		lines.push([span(part, role)]);
		rest = rest.slice(part.length);
	} while (rest !== '');
	return lines;
}

function linesFrom(rows: readonly TaskLogRow[], top: number, width: number, height: number): readonly Line[] {
	const lines: Line[] = [];
	for (let at = top; at < rows.length && lines.length < height; at++) lines.push(...wrapped(rows[at]!, width));
	return lines.slice(0, height);
}

function linesToEnd(rows: readonly TaskLogRow[], width: number, height: number): readonly Line[] {
	const lines: Line[] = [];
	for (let at = rows.length - 1; at >= 0 && lines.length < height; at--) lines.unshift(...wrapped(rows[at]!, width));
	return lines.slice(-height);
}
