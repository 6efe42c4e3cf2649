import { useSyncExternalStore } from 'react';
import type { Runtime } from '../runtime/runtime.js';
import type { State } from '../state/state.js';

/** Subscribes to a part of the state; the selector must return stored objects or primitives. */
export function useSelector<T>(runtime: Runtime, select: (state: State) => T): T {
	const { subscribe, getState } = runtime.store;
	return useSyncExternalStore(subscribe, () => select(getState()));
}
