import type { TaskProgress } from '../../state/tasks/task.js';
import type { Clock } from '../clock.js';

/** Progress reaches the store at most this often. */
const intervalMs = 100;

export type ProgressReports = {
	report(progress: TaskProgress): void;
	/** Sends the latest report now. */
	flush(): void;
};

/** Sends the latest report of each interval. */
export function createProgressReports(clock: Clock, send: (progress: TaskProgress) => void): ProgressReports {
	let latest: TaskProgress | undefined;
	let cancel: (() => void) | undefined;
	const flush = () => {
		cancel?.();
		cancel = undefined;
		if (latest) {
			send(latest);
		}
		latest = undefined;
	};
	return {
		flush,
		report(progress) {
			latest = progress;
			cancel ??= clock.after(intervalMs, flush);
		},
	};
}
