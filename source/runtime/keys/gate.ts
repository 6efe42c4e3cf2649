import type { Action, ActionContext } from '../../actions/action.js';
import { askAfterDeparture, changedNoun } from '../../actions/changed-target.js';
import { wordsOf } from '../../actions/failure.js';
import { labelOf, refusal } from '../../actions/keymap.js';
import { isAbort } from '../../engine/errors.js';
import type { NounId } from '../../panes/noun.js';
import { paneOf } from '../../panes/panes.js';
import { clearMarks, forgetDeparted } from '../../state/lists/selection.js';
import type { Confirmation } from '../../state/modals/modal.js';
import type { State } from '../../state/state.js';

/** Returns true if the user's preference asks for a confirmation of this severity. */
function mustAsk(confirmation: Confirmation, preference: State['preferences']['confirm']): boolean {
	return preference === 'all' || (preference === 'destructive' && confirmation.severity === 'destroys');
}

/**
 * Returns a function that clears the marks of a pane once a command has been sent: the same key again would otherwise undo
 * what it did. Marks that the user has changed meanwhile stay, and so do all if the user left the form.
 */
function markClearer({ getState, update }: ActionContext, noun: NounId): () => void {
	const { marks } = getState().panes[noun];
	const lastCommand = () => getState().commands.at(-1)?.id;
	const before = lastCommand();
	return () => {
		if (lastCommand() !== before) {
			update(state => (state.panes[noun].marks === marks ? clearMarks(state, noun) : state));
		}
	};
}

/**
 * The one way to run an action, for keys, menus and palette: shows why it is unavailable, asks for confirmation, and shows
 * its error. It reads the target before it asks, so that the user confirms the target on screen. It asks in any case if the
 * selected row has just disappeared: the user may have meant that one.
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
	const surprise = askAfterDeparture(action, target, state);
	const confirmation = surprise ?? action.confirm?.(target, state);
	if (confirmation && (surprise || mustAsk(confirmation, state.preferences.confirm))) {
		const command = confirmation.command ?? action.command?.(target, state);
		const commands = action.commands?.(target, state);
		if (!(await context.ask.confirm({ ...confirmation, command, commands }))) {
			return;
		}
	}
	const changed = changedNoun(action, target);
	const noun = changed && paneOf(changed);
	if (surprise && noun) {
		// The user has chosen the new target: a successor of the old one does not take the selection back.
		context.update(before => forgetDeparted(forgetDeparted(before, noun, 'selection'), noun, 'marks'));
	}
	const clearUsed = noun ? markClearer(context, noun) : () => {};
	try {
		const running = action.run(context, target);
		clearUsed();
		await running;
		clearUsed();
	} catch (error) {
		if (!isAbort(error)) {
			context.toast('bad', `${action.title}: ${wordsOf(error)}`);
		}
	}
}
