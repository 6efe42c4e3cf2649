import { isRunning } from '../../state/tasks/tasks.js';
import { withTime } from '../../state/time.js';
import { type Clock, timesOf } from '../clock.js';
import type { Store } from '../store.js';

/** Milliseconds. */
const second = 1000;

/**
 * Moves the state's time once a second while the user watches running tasks or waits for the next try to connect, and not
 * otherwise. The answer stops it.
 */
export function startTaskClock({ store, clock }: { store: Store; clock: Clock }): () => void {
	let cancel: (() => void) | undefined;

	const watching = () => {
		const { modals, tasks, connection } = store.getState();
		if (connection.status === 'lost') {
			return true;
		}
		return modals.some(modal => modal.kind === 'tasks') && tasks.some(isRunning);
	};
	const tick = () => {
		cancel = undefined;
		if (!watching()) {
			return;
		}
		// Armed before the update, which comes back here as a change.
		cancel = clock.after(second, tick);
		store.update(state => withTime(state, timesOf(clock)));
	};
	const unsubscribe = store.subscribe(() => {
		if (cancel === undefined && watching()) {
			tick();
		}
	});
	return () => {
		unsubscribe();
		cancel?.();
	};
}
