import { isRunning } from '../../state/tasks/tasks.js';
import { withTime } from '../../state/time.js';
import { type Clock, timesOf } from '../clock.js';
import type { Store } from '../store.js';

const intervalMs = 1000;

/**
 * Updates the state's time once a second while the screen shows running tasks, a session that is being opened, a verb at work,
 * or the countdown to the next connection attempt. The returned function stops it.
 */
export function startTaskClock({ store, clock }: { store: Store; clock: Clock }): () => void {
	let cancel: (() => void) | undefined;

	const isShown = () => {
		const { modals, tasks, connection, opening, working } = store.getState();
		if (connection.status === 'lost' || opening !== undefined || working.size > 0) {
			return true;
		}
		return modals.some(modal => modal.kind === 'tasks') && tasks.some(isRunning);
	};
	const tick = () => {
		cancel = undefined;
		if (!isShown()) {
			return;
		}
		// Set before the update, which calls the listener below.
		cancel = clock.after(intervalMs, tick);
		store.update(state => withTime(state, timesOf(clock)));
	};
	const unsubscribe = store.subscribe(() => {
		if (cancel === undefined && isShown()) {
			tick();
		}
	});
	return () => {
		unsubscribe();
		cancel?.();
	};
}
