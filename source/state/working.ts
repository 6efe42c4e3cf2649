import type { State } from './state.js';

/** Notes that a command begins to work on containers. */
export const beginWork = (state: State, ids: readonly string[], verb: string, since: number): State => ({
	...state,
	working: new Map([...state.working, ...ids.map(id => [id, { verb, since }] as const)]),
});

/** Notes that a command no longer works on a container. */
export function endWork(state: State, id: string): State {
	if (!state.working.has(id)) {
		return state;
	}
	return { ...state, working: new Map([...state.working].filter(([key]) => key !== id)) };
}
