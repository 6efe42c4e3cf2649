import { nextId } from '../../state/messages.js';
import type { ListModal } from '../../state/modals/modal.js';
import { pushModal, topModal, updateModal } from '../../state/modals/modals.js';
import type { ActionContext } from '../action.js';

/** Opens a list of the state: tasks, the command log or events. */
export function openList(context: ActionContext, kind: ListModal['kind']): void {
	context.update(state => pushModal(state, { kind, id: nextId(), index: 0 }));
}

/** Selects the newest task in the list of tasks; opens the list if it is closed. */
export function showTasks(context: ActionContext): void {
	const top = topModal(context.getState());
	if (top?.kind === 'tasks') {
		context.update(state => updateModal(state, top, list => ({ ...list, index: 0 })));
	} else {
		openList(context, 'tasks');
	}
}
