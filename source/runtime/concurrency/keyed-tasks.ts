import type { Clock } from '../clock.js';
import type { ForegroundWork } from './foreground-work.js';
import { openScope, type Scope } from './scope.js';

type Options<T> = {
	readonly clock: Clock;
	readonly foreground: ForegroundWork;
	/** While wanted keys change faster than this, a new task starts only after this delay. */
	readonly restMs: number;
	/** Runs a task until it has ended or its signal aborts. Errors are its own matter. */
	run(task: T, signal: AbortSignal): Promise<void>;
	/**
	 * Returns true for a task that may start again after its end while it stays wanted. Any other starts again only after
	 * its key was not wanted for once.
	 */
	isRepeatable(task: T): boolean;
	/** Called after the end of a repeatable task. */
	onEnd(): void;
};

/**
 * One task per wanted key: starts it, keeps it, aborts it when the key is no longer wanted. The first new key after a rest
 * starts at once; in a burst (scrolling) only the keys that are still wanted after the delay start.
 */
export class KeyedTasks<T extends { readonly key: string }> {
	readonly #options: Options<T>;
	/** Scopes of started tasks; that of a task that is not repeatable stays here after its end. */
	readonly #started = new Map<string, Scope>();
	/** Cancels the delayed start of a task. */
	readonly #delayed = new Map<string, () => void>();
	#changedAt = Number.NEGATIVE_INFINITY;

	constructor(options: Options<T>) {
		this.#options = options;
	}

	/** Keys of tasks that were started and not aborted. */
	get keys(): readonly string[] {
		return [...this.#started.keys()];
	}

	/** Aborts the tasks that are not among these, and starts the new ones for which `isDue` returns true. */
	want(tasks: readonly T[], isDue: (task: T) => boolean): void {
		const { clock, restMs } = this.#options;
		const wanted = new Map(tasks.map(task => [task.key, task]));
		for (const key of [...this.#delayed.keys(), ...this.#started.keys()]) {
			if (!wanted.has(key)) {
				this.#abort(key);
			}
		}
		const isNew = ({ key }: T) => !this.#started.has(key) && !this.#delayed.has(key);
		const due = [...wanted.values()].filter(task => isNew(task) && isDue(task));
		if (due.length === 0) {
			return;
		}
		const isFirst = clock.now() - this.#changedAt > restMs;
		this.#changedAt = clock.now();
		for (const task of due) {
			if (isFirst) {
				void this.#start(task);
			} else {
				this.#delay(task);
			}
		}
	}

	/** Aborts all tasks. */
	stop(): void {
		this.want([], () => false);
	}

	#abort(key: string): void {
		this.#delayed.get(key)?.();
		this.#delayed.delete(key);
		this.#started.get(key)?.end();
		this.#started.delete(key);
	}

	#delay(task: T): void {
		const { clock, foreground, restMs } = this.#options;
		const release = foreground.hold();
		const cancel = clock.after(restMs, () => {
			this.#delayed.delete(task.key);
			void this.#start(task);
			release();
		});
		this.#delayed.set(task.key, () => {
			cancel();
			release();
		});
	}

	async #start(task: T): Promise<void> {
		const { run, isRepeatable, onEnd } = this.#options;
		const scope = openScope();
		this.#started.set(task.key, scope);
		try {
			await run(task, scope.signal);
		} catch {
			// A task reports its errors itself; an abort is none.
		}
		if (!isRepeatable(task)) {
			return;
		}
		// An aborted task's key may have been started again meanwhile.
		if (this.#started.get(task.key) === scope) {
			this.#started.delete(task.key);
		}
		onEnd();
	}
}
