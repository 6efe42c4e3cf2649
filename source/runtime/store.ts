import { createStore } from 'zustand/vanilla';
import type { State } from '../state/state.js';

/** The one store. Its state changes by transitions only; it calls its listeners once per changed state. */
export interface Store {
	getState(): State;
	/** Applies a transition. Listeners are not called when it returns the same state. */
	update(transition: (state: State) => State): void;
	subscribe(listener: (state: State, before: State) => void): () => void;
}

/** A store with an initial state. */
export function createAppStore(initial: State): Store {
	const store = createStore<State>(() => initial);
	return {
		getState: store.getState,
		// zustand drops an update that returns the very same object.
		update: transition => store.setState(transition, true),
		subscribe: store.subscribe,
	};
}
