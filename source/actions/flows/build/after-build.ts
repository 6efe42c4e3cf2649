import type { ListModal } from '../../../state/modals/modal.js';
import { closeModal } from '../../../state/modals/modals.js';
import type { Task } from '../../../state/tasks/task.js';
import type { ActionContext } from '../../action.js';
import { askBuild } from './build.js';
import { folderOf } from './build-options.js';

/** Closes the list of tasks and opens the form of an ended build with the same values. */
export async function buildAgain(context: ActionContext, task: Task, list: ListModal): Promise<void> {
	context.update(state => closeModal(state, list.id));
	await askBuild(context, folderOf(context.files, { context: task.command.at(-1) ?? '' }));
}
