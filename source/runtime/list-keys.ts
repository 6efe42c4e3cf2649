import type { ActionContext } from '../actions/action.js';
import { quote } from '../domain/command.js';
import type { ListModal } from '../state/modal.js';
import { isRunning } from '../state/tasks.js';

/** Newest first, as the lists of tasks, commands and events are shown. */
export const newestFirst = <T>(items: readonly T[]): readonly T[] => [...items].reverse();

/** Keys of the lists of tasks, commands and events beyond moving about: `c` cancels a task, `y` or Enter copies a command. */
export function createListKeys(context: ActionContext): (modal: ListModal, key: string) => void {
	const copy = (command: readonly string[]) => {
		context.terminal.copy(quote(command));
		context.toast('good', `Copied: ${quote(command)}`);
	};
	return (modal, key) => {
		const state = context.getState();
		if (modal.kind === 'tasks') {
			const task = newestFirst(state.tasks)[modal.index];
			if (!task) return;
			if ((key === 'c' || key === 'd') && isRunning(task)) context.cancelTask(task.id);
			else if (key === 'y') copy(task.command);
		} else if (modal.kind === 'commands') {
			const entry = newestFirst(state.commands)[modal.index];
			if (entry && (key === 'y' || key === 'enter')) copy(entry.command);
		}
	};
}
