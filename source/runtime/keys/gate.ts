import type { Action, ActionContext } from '../../actions/action.js';
import { wordsOf } from '../../actions/failure.js';
import { labelOf, refusal } from '../../actions/keymap.js';
import { isAbort } from '../../engine/errors.js';
import type { Confirmation } from '../../state/modals/modal.js';
import type { State } from '../../state/state.js';

/** Whether the user wants to be asked before a change of this severity. */
function asks(confirmation: Confirmation, preference: State['preferences']['confirm']): boolean {
	return preference === 'all' || (preference === 'destructive' && confirmation.severity === 'destroys');
}

/**
 * The one way to run an action, for keys, menus and palette: says why not, asks what must be asked, and tells what went
 * wrong. The target is fixed before the question, so that the answer holds for what was shown.
 */
export async function invoke(action: Action, context: ActionContext): Promise<void> {
	const state = context.getState();
	const reason = refusal(action, state);
	if (reason !== undefined) {
		if (!action.plumbing) {
			context.toast('warn', `${labelOf(action, state)}: ${reason}`);
		}
		return;
	}
	const target = action.target(state);
	const confirmation = action.confirm?.(target, state);
	if (confirmation && asks(confirmation, state.preferences.confirm)) {
		const command = confirmation.command ?? action.command?.(target, state);
		if (!(await context.ask.confirm({ ...confirmation, command }))) {
			return;
		}
	}
	try {
		await action.run(context, target);
	} catch (error) {
		if (!isAbort(error)) {
			context.toast('bad', `${action.title}: ${wordsOf(error)}`);
		}
	}
}
