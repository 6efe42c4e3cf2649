import { hasManyUntested, nextSlice, startScan, testLines } from '../../../state/logs/find/log-scan.js';
import type { Clock } from '../../clock.js';
import type { ForegroundWork } from '../../concurrency/foreground-work.js';
import type { Store } from '../../store.js';

type Options = { readonly store: Store; readonly clock: Clock; readonly foreground: ForegroundWork };

/** Lines are tested for this long at a time; then keys have their turn. */
const sliceMs = 8;

/** Tests the lines of the open log in slices, for filters and the search. The returned function stops it. */
export function startLogScan({ store, clock, foreground }: Options): () => void {
	let isRunning = false;
	let isStopped = false;

	const run = async () => {
		isRunning = true;
		try {
			while (!isStopped && store.getState().logs.scan !== undefined) {
				await new Promise(resolve => setImmediate(resolve));
				const end = clock.now() + sliceMs;
				const isLast = testLines(store.getState().logs, () => clock.now() >= end);
				store.update(state => nextSlice(state, isLast));
			}
		} finally {
			isRunning = false;
		}
	};
	const unsubscribe = store.subscribe(({ logs }, before) => {
		if (logs.scan === undefined && logs.lines !== before.logs.lines && hasManyUntested(logs)) {
			// Many lines have come at once, such as those of a log that was opened.
			store.update(state => ({ ...state, logs: startScan(state.logs) }));
		} else if (logs.scan !== undefined && !isRunning) {
			void foreground.track(run());
		}
	});
	return () => {
		isStopped = true;
		unsubscribe();
	};
}
