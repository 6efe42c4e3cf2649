import { nextId } from '../../state/messages.js';
import type { ListModal } from '../../state/modals/modal.js';
import { pushModal, topModal, updateModal } from '../../state/modals/modals.js';
import type { State } from '../../state/state.js';
import type { ActionContext } from '../action.js';

/** Opens one of the lists that live in the state: tasks, the command log, events. */
export function openList(context: ActionContext, kind: ListModal['kind']): void {
	context.update(state => pushModal(state, { kind, id: nextId(), index: 0 }));
}

/** Shows the newest task, in the list of tasks that is open already or in a new one. */
export function showTasks(context: ActionContext): void {
	const top = topModal(context.getState());
	if (top?.kind === 'tasks') {
		context.update(state => updateModal(state, top, list => ({ ...list, index: 0 })));
	} else {
		openList(context, 'tasks');
	}
}

/** Whether the user is free for a question that comes by itself: not typing, not answering another one. */
export function isFree(state: State): boolean {
	const top = topModal(state);
	return state.input === undefined && (top === undefined || top.kind === 'tasks');
}
