import { quote } from '../../domain/command.js';
import { keyTitle } from '../../domain/text/key-title.js';
import type { NounId } from '../../panes/noun.js';
import { nounIds, panes } from '../../panes/panes.js';
import type { MenuItem } from '../../state/modals/modal.js';
import { isConnectScreen, targetsOf } from '../../state/selectors.js';
import type { State } from '../../state/state.js';
import type { Action, ActionContext } from '../action.js';
import { connectOffers } from '../connect-screen.js';
import { applicable, labelOf, refusal } from '../keymap.js';

/** A menu line for an action: its key, its command, and why it cannot run when it cannot. */
export function menuItem(action: Action, state: State): MenuItem {
	const disabled = refusal(action, state);
	const target = disabled === undefined ? action.target(state) : undefined;
	const command = target === undefined ? undefined : action.command?.(target, state);
	return {
		id: action.id,
		label: labelOf(action, state),
		key: action.keys[0],
		hint: command ? quote(command) : undefined,
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
			? { ...item, key: action.keys.map(keyTitle).join(' '), label: ofPane(action, item.label, state) }
			: item;
	});
	const id = await context.ask.menu({ title, items, search });
	const chosen = actions.find(action => action.id === id);
	if (chosen) {
		await context.invoke(chosen);
	}
}

/** Enter: the pane's main action while it can be done, else the menu of what can be done with the selection or the marked. */
export async function openActionMenu(context: ActionContext): Promise<void> {
	const state = context.getState();
	if (isConnectScreen(state)) {
		return choose(context, 'No engine', connectOffers(context.actions), false);
	}
	const main = context.actions.find(action => action.scope === state.pane && action.isMain);
	if (main && refusal(main, state) === undefined) {
		return context.invoke(main);
	}
	await choose(
		context,
		headingOf(state, state.pane),
		context.actions.filter(action => action.scope === state.pane && !action.plumbing),
		false,
	);
}

/** What the action menu of a pane is about: the selected item by its name, or how many are marked. */
function headingOf<N extends NounId>(state: State, noun: N): string {
	const targets = targetsOf(state, noun);
	const { name, title } = panes[noun];
	if (targets.length > 1) {
		return `${targets.length} marked ${title.toLowerCase()}`;
	}
	return targets[0] ? name(targets[0]) : title;
}

/** `:` finds any action by its words. */
export async function openPalette(context: ActionContext): Promise<void> {
	const state = context.getState();
	const near = applicable(context.actions, state);
	const rest = context.actions.filter(action => !near.includes(action) && isPaneAction(action));
	await choose(
		context,
		'All actions',
		[...near, ...rest].filter(action => !action.plumbing),
		true,
	);
}

const isPaneAction = ({ scope }: Action): boolean => nounIds.some(id => id === scope);

/** Among the actions of all panes, those of another say which: each pane has a `Remove`. */
function ofPane({ scope }: Action, label: string, state: State): string {
	const id = nounIds.find(pane => pane === scope && pane !== state.pane);
	return id === undefined ? label : `${panes[id].title}: ${label}`;
}
