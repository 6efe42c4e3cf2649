/** Counts work in the foreground: `idle()` resolves when the screen is up to date. Endless streams do not count. */
export interface ForegroundWork {
	/** Counts a promise until it settles; passes it through. */
	track<T>(work: Promise<T>): Promise<T>;
	/** Counts as work until the returned function is called. */
	hold(): () => void;
	/** Resolves when there is no work, and a turn of the event loop has brought none. */
	idle(): Promise<void>;
}

/** A counter of work, at zero. */
export function createForegroundWork(): ForegroundWork {
	let count = 0;
	let waiting: (() => void)[] = [];
	const release = () => {
		count--;
		if (count > 0) {
			return;
		}
		const ready = waiting;
		waiting = [];
		for (const resolve of ready) {
			resolve();
		}
	};
	const hold = () => {
		count++;
		let held = true;
		return () => {
			if (held) {
				release();
			}
			held = false;
		};
	};
	return {
		hold,
		async track(work) {
			const done = hold();
			try {
				return await work;
			} finally {
				done();
			}
		},
		async idle() {
			for (;;) {
				if (count > 0) {
					await new Promise<void>(resolve => waiting.push(resolve));
				}
				await new Promise(resolve => setImmediate(resolve));
				if (count === 0) {
					return;
				}
			}
		},
	};
}
