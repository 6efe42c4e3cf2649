import { isRunning } from '../state/tasks.js';
import type { Clock } from './clock.js';
import type { Store } from './store.js';

/** Milliseconds. */
const second = 1000;

/** Moves the state's time once a second while the user watches running tasks, and not otherwise. The answer stops it. */
export function startTaskClock({ store, clock }: { store: Store; clock: Clock }): () => void {
	let cancel: (() => void) | undefined;

	const watching = () => {
		const { modals, tasks } = store.getState();
		return modals.some(modal => modal.kind === 'tasks') && tasks.some(isRunning);
	};
	const tick = () => {
		cancel = undefined;
		if (!watching()) return;
		// Armed before the update, which comes back here as a change.
		cancel = clock.after(second, tick);
		store.update(state => ({ ...state, now: clock.now() }));
	};
	const unsubscribe = store.subscribe(() => {
		if (cancel === undefined && watching()) tick();
	});
	return () => {
		unsubscribe();
		cancel?.();
	};
}
