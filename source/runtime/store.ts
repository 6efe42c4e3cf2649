import { createStore } from 'zustand/vanilla';
import type { State } from '../state/state.js';

/** The one store. Only transitions go in; listeners hear of a changed state once per update. */
export interface Store {
	getState(): State;
	/** Applies a transition; the same state back means no change, and nobody is told. */
	update(transition: (state: State) => State): void;
	subscribe(listener: (state: State, before: State) => void): () => void;
}

/** A store that begins with a state. */
export function createAppStore(initial: State): Store {
	const store = createStore<State>(() => initial);
	return {
		getState: store.getState,
		// zustand drops an update that returns the very same object.
		update: transition => store.setState(transition, true),
		subscribe: store.subscribe,
	};
}
