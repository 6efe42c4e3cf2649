import type { ActionContext } from '../../actions/action.js';
import { copyText } from '../../actions/flows/copy-text.js';
import { quote } from '../../domain/command.js';
import type { ListModal } from '../../state/modals/modal.js';
import { createTaskKeys } from './task-keys.js';

/**
 * Keys of the lists of tasks, commands and events beyond moving about. In the command log `y` or Enter copies a command.
 * The answer tells whether the key was taken.
 */
export function createListKeys(context: ActionContext): (modal: ListModal, key: string) => boolean {
	const copy = (command: readonly string[]) => copyText(context, quote(command), quote(command));
	const taskKey = createTaskKeys(context, copy);
	return (modal, key) => {
		if (modal.kind === 'tasks') {
			return taskKey(modal, key);
		}
		const entry = modal.kind === 'commands' ? context.getState().commands.at(-1 - modal.index) : undefined;
		if (!entry || (key !== 'y' && key !== 'enter')) {
			return false;
		}
		copy(entry.command);
		return true;
	};
}
