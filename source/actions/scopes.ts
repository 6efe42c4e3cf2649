import { nounIds } from '../panes/panes.js';
import { currentTab, isConnectScreen, targetNoun } from '../state/selectors.js';
import type { State } from '../state/state.js';
import type { Scope } from './action.js';

/** Every chain of scopes that can be active. No key may be bound twice in one chain. */
export const scopeChains: readonly (readonly Scope[])[] = [
	['connect', 'global'],
	['logs', 'detail', 'browse', 'global'],
	...nounIds.flatMap(pane => [
		[pane, 'list', 'item', 'browse', 'global'] as const,
		['text', 'detail', pane, 'item', 'browse', 'global'] as const,
	]),
];

/** The scopes that are active now, the nearest first. */
export function activeScopes(state: State): readonly Scope[] {
	if (isConnectScreen(state)) {
		return ['connect', 'global'];
	}
	if (state.focus === 'list') {
		return [targetNoun(state), 'list', 'item', 'browse', 'global'];
	}
	if (currentTab(state) === 'logs') {
		return ['logs', 'detail', 'browse', 'global'];
	}
	return ['text', 'detail', targetNoun(state), 'item', 'browse', 'global'];
}
