import type { State } from '../state/state.js';
import type { Action, Scope } from './action.js';
import { activeScopes, scopeChains } from './scopes.js';

/**
 * The table with the user's own keys in it. Throws an `Error` that names the action when there is none of that id, and
 * both actions when a key is twice in a chain.
 */
export function withKeys(
	actions: readonly Action[],
	overrides: Readonly<Record<string, readonly string[]>> = {},
): readonly Action[] {
	const unknown = Object.keys(overrides).find(id => !actions.some(action => action.id === id));
	if (unknown !== undefined) throw new Error(`keys: there is no action "${unknown}" (docs/keys.md lists them)`);
	const table = actions.map(action => {
		const keys = overrides[action.id];
		return keys ? { ...action, keys } : action;
	});
	for (const chain of scopeChains) assertUnique(table, chain);
	return table;
}

function assertUnique(actions: readonly Action[], chain: readonly Scope[]): void {
	const owners = new Map<string, Action>();
	for (const action of actions) {
		if (!chain.includes(action.scope)) continue;
		for (const key of action.keys) {
			const owner = owners.get(key);
			if (owner) throw new Error(`key "${key}" is bound to both ${owner.id} and ${action.id} (${chain.join(', ')})`);
			owners.set(key, action);
		}
	}
}

/** The action of a key where the focus is. */
export function actionFor(actions: readonly Action[], state: State, key: string): Action | undefined {
	const scopes = activeScopes(state);
	return actions.find(action => action.keys.includes(key) && scopes.includes(action.scope));
}

/** The actions that apply where the focus is, the nearest scope first. */
export function applicable(actions: readonly Action[], state: State): readonly Action[] {
	return activeScopes(state).flatMap(scope => actions.filter(action => action.scope === scope));
}

/** What an action is called for what it would act on now. */
export function labelOf(action: Action, state: State): string {
	const target = action.label && action.target(state);
	return target === undefined ? action.title : (action.label?.(target, state) ?? action.title);
}

/** Why an action cannot run now; undefined when it can. One gate for key, menu and palette. */
export function refusal(action: Action, state: State): string | undefined {
	const target = action.target(state);
	if (target === undefined) return 'nothing is selected';
	if (action.mutates && state.readOnly) return 'read-only: nothing that changes the engine is sent';
	// Nobody would know whether it was done.
	if (action.mutates && state.connection.status === 'reconnecting') return `not connected: ${state.connection.reason}`;
	return action.disabledReason?.(target, state);
}
