import type { Image } from '../../domain/image.js';
import type { ListModal } from '../../state/modal.js';
import { closeModal } from '../../state/modals.js';
import { focusPane, settle, withPane } from '../../state/selection.js';
import { shownItems } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { Task } from '../../state/task.js';
import { isRunning } from '../../state/tasks.js';
import type { ActionContext } from '../action.js';
import { askBuild } from './build.js';
import { folderOf } from './build-options.js';

/** The image that a finished build made; undefined for any other task. */
export const builtImage = ({ status, progress }: Task): string | undefined =>
	status === 'done' && progress.kind === 'build' ? progress.steps.imageId : undefined;

/** Whether a task is a build that ended: it can be started again. */
export const isEndedBuild = (task: Task): boolean => !isRunning(task) && task.command[1] === 'build';

/** Closes the list of tasks, selects the image that a build made, and opens the form to run it. */
export function runBuilt(context: ActionContext, task: Task, list: ListModal): void {
	const id = builtImage(task);
	if (id === undefined) return;
	if (!context.getState().images.byKey.has(id)) {
		context.toast('warn', 'The image is not there any more');
		return;
	}
	context.update(state => selectImage(closeModal(state, list.id), id));
	const run = context.actions.find(action => action.id === 'image.run');
	if (run) void context.invoke(run);
}

/** Closes the list of tasks and opens the form of a build that ended, as it was. */
export function buildAgain(context: ActionContext, task: Task, list: ListModal): void {
	if (!isEndedBuild(task)) return;
	context.update(state => closeModal(state, list.id));
	void askBuild(context, folderOf(context.files, { context: task.command.at(-1) ?? '' }));
}

/** The image alone selected in its pane, whatever was marked or filtered away. */
function selectImage(state: State, id: string): State {
	const focused = focusPane(state, 'images');
	const isShown = (shownItems(focused, 'images') as readonly Image[]).some(image => image.id === id);
	const change = { selected: id, marks: new Set<string>(), ...(isShown ? {} : { filter: '', all: true }) };
	return settle(withPane(focused, 'images', change), 'images');
}
