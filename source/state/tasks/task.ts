import type { BuildSteps } from '../../domain/progress/build-fold.js';
import type { TransferProgress } from '../../domain/progress/progress-fold.js';

/** What a task shows of itself while it runs. */
export type TaskProgress =
	| { readonly kind: 'none' }
	/** Pull, push, load, save. */
	| { readonly kind: 'transfer'; readonly transfer: TransferProgress }
	| { readonly kind: 'build'; readonly steps: BuildSteps };

/** Running or finished long work. Times are milliseconds of the state's `monotonicNow`. */
export type Task = {
	readonly id: number;
	readonly title: string;
	readonly command: readonly string[];
	readonly status: 'running' | 'done' | 'failed' | 'cancelled';
	readonly startedAt: number;
	readonly endedAt?: number;
	readonly progress: TaskProgress;
	/** One line: digest, image id, or the engine's words. */
	readonly outcome?: string;
	/** Last lines of output worth reading when it failed. */
	readonly tail?: readonly string[];
};
