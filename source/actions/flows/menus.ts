import { quote } from '../../domain/command.js';
import { keyTitle } from '../../domain/text/key-title.js';
import type { NounId } from '../../panes/noun.js';
import { nounIds, paneOf, panes } from '../../panes/panes.js';
import type { MenuItem } from '../../state/modals/modal.js';
import { isConnectScreen, targetNoun, targetsOf } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { Action, ActionContext } from '../action.js';
import { changedNoun, targetNames } from '../changed-target.js';
import { applicable, labelOf, refusal, shownKeys } from '../keymap.js';
import { activeScopes } from '../scopes.js';
import { connectOffers } from '../table/connect-screen.js';

/** The menu item for an action: its key, its command, and the reason if it is disabled. */
export function menuItem(action: Action, state: State): MenuItem {
	const disabled = refusal(action, state);
	const target = disabled === undefined ? action.target(state) : undefined;
	const command = target === undefined ? undefined : action.command?.(target, state);
	const commands = target === undefined ? undefined : action.commands?.(target, state);
	return {
		id: action.id,
		label: labelOf(action, state),
		key: action.keys[0],
		hint: (commands ?? (command ? [command] : [])).map(quote).join('; ') || undefined,
		disabled,
	};
}

async function choose(
	context: ActionContext,
	title: string,
	actions: readonly Action[],
	search: boolean,
): Promise<void> {
	const state = context.getState();
	const items = actions.map(action => {
		const item = menuItem(action, state);
		return search
			? { ...item, key: shownKeys(action).map(keyTitle).join(' '), label: ofPane(action, item.label, state) }
			: item;
	});
	const id = await context.ask.menu({ title, items, search });
	const chosen = actions.find(action => action.id === id);
	if (chosen && isSameTarget(context, chosen, state)) {
		await context.invoke(chosen);
	}
}

/** Shows a warning if an action would act on other items than those that the menu was opened for: they are gone meanwhile. */
function isSameTarget(context: ActionContext, action: Action, before: State): boolean {
	const noun = changedNoun(action, action.target(before));
	const names = noun === undefined ? [] : targetNames(before, noun);
	const now = noun === undefined ? names : targetNames(context.getState(), noun);
	if (names.join(' ') === now.join(' ')) {
		return true;
	}
	const gone = names.filter(name => !now.includes(name));
	context.toast('warn', `${labelOf(action, before)}: ${gone.join(', ')} disappeared while the menu was open`);
	return false;
}

/** Enter: runs the pane's main action, or opens the menu of actions for the selected or marked items. */
export async function openActionMenu(context: ActionContext): Promise<void> {
	const state = context.getState();
	if (isConnectScreen(state)) {
		return choose(context, 'No engine', connectOffers(context.actions, context.getState()), false);
	}
	const noun = targetNoun(state);
	const [nearest] = activeScopes(state);
	const main = context.actions.find(({ scope, isMain }) => isMain && scope === (nearest === 'logs' ? nearest : noun));
	if (main && refusal(main, state) === undefined) {
		return context.invoke(main);
	}
	await choose(
		context,
		headingOf(state, noun),
		context.actions.filter(action => action.scope === noun && !action.plumbing && isOffered(action, state)),
		false,
	);
}

/** In the menu of a project, an action without a target does not concern the selected row: a project has no shell. */
const isOffered = (action: Action, state: State): boolean =>
	action.isOffered?.(state) !== false && (action.scope !== 'compose' || action.target(state) !== undefined);

/** The title of a pane's action menu: the name of the selected item, or the number of marked items. */
function headingOf<N extends NounId>(state: State, noun: N): string {
	const targets = targetsOf(state, noun);
	const { name, title } = panes[noun];
	if (targets.length > 1) {
		return `${state.panes[paneOf(noun)].marks.size} marked ${title.toLowerCase()}`;
	}
	return targets[0] ? name(targets[0]) : title;
}

/** `:` opens a menu of all actions, which the user can search. */
export async function openPalette(context: ActionContext): Promise<void> {
	const state = context.getState();
	const near = applicable(context.actions, state);
	const rest = context.actions.filter(action => !near.includes(action) && isPaneAction(action));
	await choose(
		context,
		'All actions',
		[...near, ...rest].filter(action => !action.plumbing && action.isOffered?.(state) !== false),
		true,
	);
}

const isPaneAction = ({ scope }: Action): boolean => nounIds.some(id => id === scope);

/** Adds the pane's name to the label of another pane's action: several panes have a `Remove`. */
function ofPane({ scope }: Action, label: string, state: State): string {
	const id = nounIds.find(noun => noun === scope && noun !== targetNoun(state));
	return id === undefined ? label : `${panes[id].title}: ${label}`;
}
