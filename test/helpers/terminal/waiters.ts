import { waitLimit } from '../limits/limits.js';

type Waiter = { holds: () => boolean; resolve: () => void; reject: (error: Error) => void; timer: NodeJS.Timeout };

/** Promises whose conditions are checked after each event, without polling. */
export class Waiters {
	readonly #waiting = new Set<Waiter>();
	#over: string | undefined;

	/** Resolves once `holds()`; rejects at the limit (ms), or after the last event. `describe` returns the error's message. */
	wait(holds: () => boolean, describe: (reason: string) => string, limit = waitLimit()): Promise<void> {
		if (holds()) {
			return Promise.resolve();
		}
		if (this.#over !== undefined) {
			return Promise.reject(new Error(describe(this.#over)));
		}
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

	/** Checks all conditions after an event. */
	check(): void {
		for (const waiter of this.#waiting) {
			if (waiter.holds()) {
				this.#settle(waiter).resolve();
			}
		}
	}

	/** Rejects all pending promises with the reason, since no event will follow. */
	end(reason: string): void {
		this.check();
		this.#over = reason;
		for (const waiter of this.#waiting) {
			this.#settle(waiter).reject(new Error(reason));
		}
	}

	#settle(waiter: Waiter): Waiter {
		clearTimeout(waiter.timer);
		this.#waiting.delete(waiter);
		return waiter;
	}
}
