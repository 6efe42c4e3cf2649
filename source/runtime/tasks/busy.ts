/**
 * Counts work in the foreground, so that `idle()` can tell when the screen has caught up. Endless streams do not count.
 */
export interface Busy {
	/** Counts a promise until it settles; passes it through. */
	track<T>(work: Promise<T>): Promise<T>;
	/** Counts until the answer is called (once). */
	hold(): () => void;
	/** Resolves when nothing is under way, after a turn of the event loop with nothing new. */
	idle(): Promise<void>;
}

/** A counter of work with nothing under way. */
export function createBusy(): Busy {
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
