/** Runs a limited number of requests at once; the others wait in the order in which they came. */
export class FetchQueue {
	readonly #limit: number;
	/** Each waiting request's start. */
	readonly #waiting = new Set<() => void>();
	#running = 0;

	constructor(limit: number) {
		this.#limit = limit;
	}

	/** Runs a request in its turn and settles as it does. Resolves to `undefined` when the signal aborts before its turn. */
	async run<T>(request: () => Promise<T>, signal?: AbortSignal): Promise<T | undefined> {
		if (this.#running < this.#limit) {
			this.#running++;
		} else if (!(await this.#turn(signal))) {
			return undefined;
		}
		try {
			return signal?.aborted ? undefined : await request();
		} finally {
			this.#handOver();
		}
	}

	/** Resolves to true when it is the caller's turn, to false when the signal aborts before. */
	#turn(signal: AbortSignal | undefined): Promise<boolean> {
		return new Promise(resolve => {
			const settle = (isTurn: boolean) => {
				this.#waiting.delete(start);
				signal?.removeEventListener('abort', drop);
				resolve(isTurn);
			};
			const start = () => settle(true);
			const drop = () => settle(false);
			if (signal?.aborted) {
				return resolve(false);
			}
			this.#waiting.add(start);
			signal?.addEventListener('abort', drop, { once: true });
		});
	}

	/** The next request takes the place of one that has ended. */
	#handOver(): void {
		const [start] = this.#waiting;
		if (start) {
			start();
		} else {
			this.#running--;
		}
	}
}

/** Works on all items, at most `limit` at once; rejects as soon as one of them fails. */
export async function inParallel<T>(
	items: readonly T[],
	limit: number,
	work: (item: T) => Promise<void>,
): Promise<void> {
	const queue = new FetchQueue(limit);
	await Promise.all(items.map(item => queue.run(() => work(item))));
}
