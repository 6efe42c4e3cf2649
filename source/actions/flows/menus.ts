import { quote } from '../../domain/command.js';
import { keyTitle } from '../../domain/key-title.js';
import { paneIds } from '../../panes/pane.js';
import type { MenuItem } from '../../state/modal.js';
import { paneOf, targetsOf } from '../../state/selectors.js';
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
	if (chosen) await context.invoke(chosen);
}

/** Enter: what can be done with the selection, or all that is marked. */
export async function openActionMenu(context: ActionContext): Promise<void> {
	const state = context.getState();
	if (state.connection.status === 'lost') return choose(context, 'No engine', connectOffers(context.actions), false);
	const targets = targetsOf(state, state.pane);
	const { name, title } = paneOf(state.pane);
	const heading =
		targets.length > 1 ? `${targets.length} marked ${title.toLowerCase()}` : targets[0] ? name(targets[0]) : title;
	await choose(
		context,
		heading,
		context.actions.filter(action => action.scope === state.pane && !action.plumbing),
		false,
	);
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

const isPaneAction = ({ scope }: Action): boolean => paneIds.some(id => id === scope);

/** Among the actions of all panes, those of another say which: each pane has a `Remove`. */
function ofPane({ scope }: Action, label: string, state: State): string {
	const id = paneIds.find(pane => pane === scope && pane !== state.pane);
	return id === undefined ? label : `${paneOf(id).title}: ${label}`;
}
