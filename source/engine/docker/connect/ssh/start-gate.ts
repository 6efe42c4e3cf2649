/** Lets only so many starts go on at once; the others wait their turn, in order. */
export class StartGate {
	readonly #waiting: (() => void)[] = [];
	#free: number;

	constructor(limit: number) {
		this.#free = limit;
	}

	/** Calls `start` when there is room, at once if there is. What was started calls `leave` when it is up or has failed. */
	enter(start: (leave: () => void) => void): void {
		if (this.#free === 0) {
			this.#waiting.push(() => this.enter(start));
			return;
		}
		this.#free--;
		let left = false;
		start(() => {
			if (left) {
				return;
			}
			left = true;
			this.#free++;
			this.#waiting.shift()?.();
		});
	}
}
