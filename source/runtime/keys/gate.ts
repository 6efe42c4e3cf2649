import type { Action, ActionContext } from '../../actions/action.js';
import { wordsOf } from '../../actions/failure.js';
import { labelOf, refusal } from '../../actions/keymap.js';
import { isAbort } from '../../engine/errors.js';
import type { Confirmation } from '../../state/modals/modal.js';
import type { State } from '../../state/state.js';

/** Returns true if the user's preference asks for a confirmation of this severity. */
function mustAsk(confirmation: Confirmation, preference: State['preferences']['confirm']): boolean {
	return preference === 'all' || (preference === 'destructive' && confirmation.severity === 'destroys');
}

/**
 * The one way to run an action, for keys, menus and palette: shows why it is unavailable, asks for confirmation, and shows
 * its error. It reads the target before it asks, so that the user confirms the target on screen.
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
	if (confirmation && mustAsk(confirmation, state.preferences.confirm)) {
		const command = confirmation.command ?? action.command?.(target, state);
		const commands = action.commands?.(target, state);
		if (!(await context.ask.confirm({ ...confirmation, command, commands }))) {
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
