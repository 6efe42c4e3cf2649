import { openedAtCursor } from '../../../state/logs/opened-line.js';
import { nextId } from '../../../state/messages.js';
import { pushModal } from '../../../state/modals/modals.js';
import type { ActionContext } from '../../action.js';

/** Enter in the log: opens the line with the cursor. */
export function openLogLine(context: ActionContext): void {
	context.update(state => {
		const opened = openedAtCursor(state);
		return opened === undefined ? state : pushModal(state, { ...opened, id: nextId() });
	});
}
