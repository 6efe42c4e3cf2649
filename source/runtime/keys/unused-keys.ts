import type { Action, ActionContext } from '../../actions/action.js';
import { labelOf } from '../../actions/keymap.js';
import { activeScopes } from '../../actions/scopes.js';
import { keyTitle } from '../../domain/text/key-title.js';
import { panes } from '../../panes/panes.js';
import { currentTab, isConnectScreen, tabsOf } from '../../state/selectors.js';
import type { State } from '../../state/state.js';

/** Returns a function that warns about a key without a meaning in the present view, once for each key while the view is open. */
export function createUnusedKeys(actions: readonly Action[], context: ActionContext): (key: string) => void {
	let view = '';
	const said = new Set<string>();
	return key => {
		const state = context.getState();
		const now = activeScopes(state).join(' ');
		if (now !== view) {
			view = now;
			said.clear();
		}
		if (!said.has(key)) {
			said.add(key);
			context.toast('warn', sentence(actions, state, key));
		}
	};
}

function sentence(actions: readonly Action[], state: State, key: string): string {
	const title = keyTitle(key);
	if (isConnectScreen(state)) {
		return `${title} does nothing before an engine answers. Press ? for the keys.`;
	}
	if (state.focus === 'list') {
		return `${title} does nothing in ${panes[state.pane].title}. Press ? for the keys.`;
	}
	const tab = tabsOf(state.pane).find(({ id }) => id === currentTab(state))?.title ?? '';
	const list: State = { ...state, focus: 'list' };
	const scopes = activeScopes(list);
	const there = actions.find(action => !action.plumbing && action.keys.includes(key) && scopes.includes(action.scope));
	const meaning = there === undefined ? '' : ` for ${title} (${labelOf(there, list)})`;
	return `${title} does nothing in ${tab}. Press Esc to go back to ${panes[state.pane].title}${meaning}.`;
}
