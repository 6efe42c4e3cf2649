import type { PresetName } from '../domain/text/key-preset.js';
import type { State } from '../state/state.js';
import type { Action } from './action.js';
import { presets } from './presets.js';
import { activeScopes, scopeChains } from './scopes.js';

/** A key override of the user's config that is not valid, with the reason. */
export type KeyProblem = { readonly id: string; readonly message: string };

/** Returns the table with the keys of a preset; without one, the table itself. */
export function withPreset(actions: readonly Action[], preset: PresetName | undefined): readonly Action[] {
	const own = preset === undefined ? {} : presets[preset];
	return actions.map(action => {
		const keys = own[action.id];
		return keys === undefined ? action : { ...action, keys, usualKeys: action.keys };
	});
}

/**
 * Returns the table with the user's own keys. An override for an unknown action, or with a key that another action has at the
 * same time, is reported and ignored; the others apply.
 */
export function withKeys(
	actions: readonly Action[],
	overrides: Readonly<Record<string, readonly string[]>> = {},
): { readonly actions: readonly Action[]; readonly problems: readonly KeyProblem[] } {
	const problems: KeyProblem[] = [];
	const taken = new Map(Object.entries(overrides));
	const drop = (id: string, message: string) => {
		taken.delete(id);
		problems.push({ id, message });
	};
	for (const id of Object.keys(overrides)) {
		if (!actions.some(action => action.id === id)) {
			drop(id, `there is no action "${id}" (docs/keys.md lists them)`);
		}
	}
	for (;;) {
		const table = actions.map(action => {
			const keys = taken.get(action.id);
			return keys ? { ...action, keys, usualKeys: undefined } : action;
		});
		const conflict = conflictIn(table);
		if (conflict === undefined) {
			return { actions: table, problems };
		}
		const { key, owner, other } = conflict;
		const [wrong, right] = taken.has(other.id) ? [other, owner] : [owner, other];
		if (!taken.has(wrong.id)) {
			throw new Error(`key "${key}" is bound to both ${owner.id} and ${other.id}`);
		}
		drop(wrong.id, `${wrong.id}: the key "${key}" belongs to ${right.id}`);
	}
}

/** Finds two actions with the same key that can be active at the same time. */
function conflictIn(table: readonly Action[]): { key: string; owner: Action; other: Action } | undefined {
	for (const chain of scopeChains) {
		const owners = new Map<string, Action>();
		for (const action of table) {
			if (!chain.includes(action.scope)) {
				continue;
			}
			for (const key of action.keys) {
				const owner = owners.get(key);
				if (owner) {
					return { key, owner, other: action };
				}
				owners.set(key, action);
			}
		}
	}
	return undefined;
}

/** Finds the action of a key for the present focus. */
export function actionFor(actions: readonly Action[], state: State, key: string): Action | undefined {
	const scopes = activeScopes(state);
	return actions.find(action => action.keys.includes(key) && scopes.includes(action.scope));
}

/** The actions that apply to the present focus, the nearest scope first. */
export function applicable(actions: readonly Action[], state: State): readonly Action[] {
	return activeScopes(state).flatMap(scope => actions.filter(action => action.scope === scope));
}

/** The keys that run an action, for lists of keys: Enter runs the main action of its scope. */
export const shownKeys = ({ keys, isMain }: Action): readonly string[] =>
	keys.length === 0 && isMain ? ['enter'] : keys;

/** The title of an action for its present target. */
export function labelOf(action: Action, state: State): string {
	const target = action.label && action.target(state);
	return target === undefined ? action.title : (action.label?.(target, state) ?? action.title);
}

/** The reason why an action cannot run now; undefined when it can. Keys, menus and palette all use this gate. */
export function refusal(action: Action, state: State): string | undefined {
	const target = action.target(state);
	if (target === undefined) {
		return state.lists[state.pane].status === 'loading' ? 'the list is still loading' : 'nothing is selected';
	}
	if (action.mutates && state.readOnly) {
		return 'read-only: no changes are sent to the engine';
	}
	// Without a connection, plimsoll could not find out if the engine made the change.
	if (action.mutates && state.connection.status === 'reconnecting') {
		return `not connected: ${state.connection.reason}`;
	}
	return action.disabledReason?.(target, state);
}
