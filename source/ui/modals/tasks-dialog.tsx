import { nextSteps } from '../../actions/flows/next-steps.js';
import type { Line } from '../../domain/text/line.js';
import type { ListModal } from '../../state/modals/modal.js';
import { listModalViewport, taskHeights } from '../../state/modals/modal-scroll.js';
import { modalWidth } from '../../state/modals/modals.js';
import type { State } from '../../state/state.js';
import type { Task } from '../../state/tasks/task.js';
import { isRunning } from '../../state/tasks/tasks.js';
import { Lines, Words } from '../components/words.js';
import { useDrawing } from '../drawing/drawing-context.js';
import { useSelector } from '../use-selector.js';
import { taskDetail } from '../views/tasks/task-detail.js';
import { taskRows } from '../views/tasks/task-rows.js';
import { cutLine, span } from '../views/text/lines.js';
import { chosenRows, itemAt } from './chosen-rows.js';
import { Dialog, type Size } from './dialog.js';
import { fittingKeys } from './dialog-keys.js';
import { TaskLogDialog } from './task-log-dialog.js';

const tasksOf = (state: State) => state.tasks;
const nowOf = (state: State) => state.monotonicNow;

export type TasksDialogProps = { readonly modal: ListModal; readonly size: Size };

/** Tasks, newest first, with the progress of the chosen one. The height does not depend on the progress. */
export function TasksDialog({ modal, size }: TasksDialogProps) {
	const tasks = [...useSelector(tasksOf)].reverse();
	const index = Math.min(modal.index, tasks.length - 1);
	const task = tasks[index];
	if (!task) {
		return <NoTasks size={size} />;
	}
	if (modal.output !== undefined) {
		return <TaskLogDialog task={task} modal={modal} size={size} keys={keysOf(task, 'Enter back')} />;
	}
	return <TaskList modal={modal} tasks={tasks} index={index} task={task} size={size} />;
}

const maxWidth = 110;

function NoTasks({ size }: { readonly size: Size }) {
	const width = Math.min(modalWidth(size), maxWidth);
	const line: Line = [span('No tasks yet. Builds, pulls and pushes appear here.', 'dim')];
	return (
		<Dialog title="Tasks" width={width} height={1} size={size} footer={[span(' Esc close ', 'dim')]}>
			<Words line={cutLine(line, width - 3)} />
		</Dialog>
	);
}

type TaskListProps = {
	readonly modal: ListModal;
	readonly tasks: readonly Task[];
	readonly index: number;
	readonly task: Task;
	readonly size: Size;
};

function TaskList({ modal, tasks, index, task, size }: TaskListProps) {
	const { glyphs } = useDrawing();
	const now = useSelector(nowOf);
	const width = Math.min(modalWidth(size), maxWidth);
	const inner = width - 4;
	const { body: height, list: listHeight } = taskHeights(tasks.length, size);
	const { top } = listModalViewport(modal, tasks.length, size);
	const rows = chosenRows(taskRows(tasks, now, inner, glyphs).slice(top, top + listHeight), index - top, inner, glyphs);
	const rule: Line = [span(glyphs.horizontal.repeat(inner), 'border')];
	const detail = taskDetail(task, now, inner, height - listHeight - 1, glyphs);
	const body = [...rows, rule, ...detail];
	const running = tasks.filter(isRunning).length;
	return (
		<Dialog
			title={running > 0 ? `Tasks ${glyphs.separator} ${running} running` : 'Tasks'}
			width={width}
			height={height}
			size={size}
			footer={[span(` ${fittingKeys(keysOf(task, 'Enter output'), width, glyphs.separator)} `, 'dim')]}
		>
			<Lines
				lines={Array.from({ length: height }, (_, row) => body[row] ?? [])}
				partAt={itemAt(top, Math.min(tasks.length, top + listHeight))}
			/>
		</Dialog>
	);
}

/** Returns the keys that apply to a task. */
function keysOf(task: Task, enter: string): readonly string[] {
	return [
		...(isRunning(task) ? ['c cancel'] : []),
		...nextSteps(task).map(({ key, label }) => `${key} ${label}`),
		enter,
		...(isRunning(task) ? [] : ['d D clear']),
		'y copy',
		'Esc close',
	];
}
