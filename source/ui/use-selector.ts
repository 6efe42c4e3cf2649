import { createContext, useContext, useSyncExternalStore } from 'react';
import type { State } from '../state/state.js';

/** The part of the store that components use. */
export type StateSource = { getState(): State; subscribe(listener: () => void): () => void };

export const StateContext = createContext<StateSource | undefined>(undefined);

/** Subscribes to a part of the state; the selector must return stored objects or primitives. */
export function useSelector<T>(select: (state: State) => T): T {
	const source = useContext(StateContext);
	if (!source) {
		throw new Error('a component reads the state outside of StateContext');
	}
	return useSyncExternalStore(source.subscribe, () => select(source.getState()));
}
