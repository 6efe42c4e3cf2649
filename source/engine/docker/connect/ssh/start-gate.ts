/** Limits the number of concurrent starts; the others wait in order. */
export class StartGate {
	readonly #waiting: (() => void)[] = [];
	#free: number;

	constructor(limit: number) {
		this.#free = limit;
	}

	/** Calls `start` as soon as a place is free. The caller calls `leave` when its start is done or has failed. */
	enter(start: (leave: () => void) => void): void {
		if (this.#free === 0) {
			this.#waiting.push(() => this.enter(start));
			return;
		}
		this.#free--;
		let hasLeft = false;
		start(() => {
			if (hasLeft) {
				return;
			}
			hasLeft = true;
			this.#free++;
			this.#waiting.shift()?.();
		});
	}
}
