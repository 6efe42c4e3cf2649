import type { Line } from '../../domain/text/line.js';
import type { ListModal } from '../../state/modals/modal.js';
import { outputViewport, outputWidth } from '../../state/modals/modal-scroll.js';
import { modalRows, modalWidth } from '../../state/modals/modals.js';
import type { State } from '../../state/state.js';
import type { Task } from '../../state/tasks/task.js';
import { type TaskLogRow, taskLog, taskLogLines, wrapRow } from '../../state/tasks/task-log.js';
import { Lines } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { useSelector } from '../use-selector.js';
import { taskTime } from '../views/tasks/task-rows.js';
import { fitLine, span } from '../views/text/lines.js';
import { Dialog, type Size } from './dialog.js';
import { fittingKeys } from './dialog-keys.js';

export type TaskLogDialogProps = {
	readonly task: Task;
	readonly modal: ListModal;
	readonly size: Size;
	readonly keys: readonly string[];
};

const tasksOf = (state: State) => state.tasks;
const commandsOf = (state: State) => state.commands;
const nowOf = (state: State) => state.monotonicNow;

/** The whole output of a task, scrolled or at its newest lines. Long lines are wrapped. */
export function TaskLogDialog({ task, modal, size, keys }: TaskLogDialogProps) {
	const { glyphs } = useDrawing();
	const tasks = useSelector(tasksOf);
	const commands = useSelector(commandsOf);
	const now = useSelector(nowOf);
	const width = modalWidth(size);
	const inner = outputWidth(size);
	const height = modalRows(size);
	const { lines, count, offset } =
		modal.output === 'end' && task.status === 'running'
			? newest(task, inner, height)
			: scrolled(task, modal, { tasks, commands, size });
	const body = Array.from({ length: height }, (_, row): Line => {
		const line = lines[row];
		return fitLine(line ? [span(line.text, line.role)] : [], inner, glyphs.ellipsis);
	});
	return (
		<Dialog
			title={`${task.title} ${glyphs.separator} ${task.status} ${taskTime(task, now)}`}
			width={width}
			height={height}
			size={size}
			footer={[span(` ${fittingKeys(keys, width, glyphs.separator)} `, 'dim')]}
			scroll={{ count, offset }}
		>
			<Lines lines={body} />
		</Dialog>
	);
}

type VisibleLog = { readonly lines: readonly TaskLogRow[]; readonly count: number; readonly offset: number };

function scrolled(task: Task, modal: ListModal, state: Pick<State, 'tasks' | 'commands' | 'size'>): VisibleLog {
	const { top = 0, height = 0, count = 0 } = outputViewport(modal, state) ?? {};
	return { lines: taskLogLines(task, outputWidth(state.size)).slice(top, top + height), count, offset: top };
}

/** Returns the newest rows of a growing log. It wraps only these, because the log may be long. */
function newest(task: Task, width: number, height: number): VisibleLog {
	const rows = taskLog(task);
	const lines: TaskLogRow[] = [];
	for (let at = rows.length - 1; at >= 0 && lines.length < height; at--) {
		lines.unshift(...wrapRow(rows[at]!, width));
	}
	return { lines: lines.slice(-height), count: rows.length, offset: Math.max(0, rows.length - height) };
}
