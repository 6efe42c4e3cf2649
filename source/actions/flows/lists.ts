import { nextId } from '../../state/messages.js';
import type { ListModal } from '../../state/modal.js';
import { pushModal } from '../../state/modals.js';
import type { ActionContext } from '../action.js';

/** Opens one of the lists that live in the state: tasks, the command log, events. */
export function openList(context: ActionContext, kind: ListModal['kind']): void {
	context.update(state => pushModal(state, { kind, id: nextId(), index: 0 }));
}
