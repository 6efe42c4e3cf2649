/** A queue for one reader. Ends without an error when the signal aborts. */
export class Queue<T> implements AsyncIterable<T> {
	#items: T[] = [];
	#closed = false;
	#wake: (() => void) | undefined;

	push(item: T): void {
		if (this.#closed) {
			return;
		}
		this.#items.push(item);
		this.#wake?.();
	}

	/** Ends the queue after the values that are already in it. */
	close(): void {
		this.#closed = true;
		this.#wake?.();
	}

	/** Removes and returns all queued values. */
	drain(): T[] {
		const items = this.#items;
		this.#items = [];
		return items;
	}

	/** Resolves to true when a value is queued, to false when the queue is closed and empty. */
	async ready(): Promise<boolean> {
		while (this.#items.length === 0 && !this.#closed) {
			await new Promise<void>(resolve => {
				this.#wake = resolve;
			});
			this.#wake = undefined;
		}
		return this.#items.length > 0;
	}

	async *[Symbol.asyncIterator](): AsyncIterator<T> {
		while (await this.ready()) {
			yield* this.drain();
		}
	}
}
