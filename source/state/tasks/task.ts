import type { UpProgress } from '../../domain/compose/up/up-fold.js';
import type { BuildSteps } from '../../domain/progress/build-fold.js';
import type { TransferProgress } from '../../domain/progress/progress-fold.js';

/** The progress of a task, shown while it runs. */
export type TaskProgress =
	| { readonly kind: 'none' }
	/** Pull, push, load, save. */
	| { readonly kind: 'transfer'; readonly transfer: TransferProgress }
	| { readonly kind: 'build'; readonly steps: BuildSteps }
	/** A command of compose, or a verb of ours on a project. */
	| { readonly kind: 'compose'; readonly up: UpProgress };

/** The things that the next steps after a task work on. */
export type TaskResult = {
	/** Id or reference of the image that it made or fetched. */
	readonly image?: string;
	/** `ada/app@sha256:…`: pulls exactly what was pushed. */
	readonly pinned?: string;
};

/** Running or finished long work. Times are milliseconds of the state's `monotonicNow`. */
export type Task = {
	readonly id: number;
	readonly title: string;
	readonly command: readonly string[];
	readonly status: 'running' | 'done' | 'failed' | 'cancelled';
	readonly startedAt: number;
	readonly endedAt?: number;
	readonly progress: TaskProgress;
	/** One line: a digest, an image id, or the engine's words. */
	readonly outcome?: string;
	readonly result?: TaskResult;
	/** The last lines of the output of a failed task. */
	readonly tail?: readonly string[];
};
