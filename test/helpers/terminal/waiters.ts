import { waitLimit } from '../limits.js';

type Waiter = { holds: () => boolean; resolve: () => void; reject: (error: Error) => void; timer: NodeJS.Timeout };

/** Promises that are looked at again whenever something has happened; nothing polls. */
export class Waiters {
	readonly #waiting = new Set<Waiter>();
	#over: string | undefined;

	/** Resolves once `holds()`; rejects at the limit (ms), or when no more will happen. `describe` makes the error's text. */
	wait(holds: () => boolean, describe: (reason: string) => string, limit = waitLimit()): Promise<void> {
		if (holds()) return Promise.resolve();
		if (this.#over !== undefined) return Promise.reject(new Error(describe(this.#over)));
		return new Promise((resolve, reject) => {
			const fail = (reason: string) => reject(new Error(describe(reason)));
			const timer = setTimeout(() => {
				this.#waiting.delete(waiter);
				fail(`not within ${limit} ms`);
			}, limit);
			const waiter: Waiter = { holds, resolve, reject: error => fail(error.message), timer };
			this.#waiting.add(waiter);
		});
	}

	/** Something has happened. */
	check(): void {
		for (const waiter of this.#waiting) if (waiter.holds()) this.#settle(waiter).resolve();
	}

	/** Nothing will happen any more; who still waits is told the reason. */
	end(reason: string): void {
		this.check();
		this.#over = reason;
		for (const waiter of this.#waiting) this.#settle(waiter).reject(new Error(reason));
	}

	#settle(waiter: Waiter): Waiter {
		clearTimeout(waiter.timer);
		this.#waiting.delete(waiter);
		return waiter;
	}
}
