import { openScope } from '../concurrency/scope.js';

/** The work that keeps an engine open: short calls, which end together when they are aborted, tasks and sessions. */
export class EngineUse {
	#scope = openScope();
	/** Calls under the present scope. */
	#calls = new Set<Promise<unknown>>();
	readonly #work = new Set<Promise<unknown>>();

	/** Aborts with the calls of now. */
	get signal(): AbortSignal {
		return this.#scope.signal;
	}

	/** Counts a call until it settles or is aborted; passes it through. */
	call<T>(promise: Promise<T>): Promise<T> {
		return counted(this.#calls, promise);
	}

	/** Counts a task or session until it settles; passes it through. */
	work<T>(promise: Promise<T>): Promise<T> {
		return counted(this.#work, promise);
	}

	/** Aborts all calls; those that come later have another signal. */
	abortCalls(): void {
		this.#scope.end();
		this.#scope = openScope();
		this.#calls = new Set();
	}

	/** Calls back once all work of now has ended; at once when there is none. Aborted calls do not count. */
	after(callback: () => void): void {
		const calls = [...this.#calls];
		const work = [...this.#work];
		if (calls.length + work.length === 0) {
			callback();
			return;
		}
		const { signal } = this;
		// A call that ignores its signal may never settle.
		const aborted = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
		const callsEnd = calls.length > 0 ? Promise.race([Promise.allSettled(calls), aborted]) : undefined;
		void Promise.all([Promise.allSettled(work), callsEnd]).then(callback);
	}
}

function counted<T>(among: Set<Promise<unknown>>, promise: Promise<T>): Promise<T> {
	among.add(promise);
	const done = () => void among.delete(promise);
	promise.then(done, done);
	return promise;
}
