/** Decides when to paint. `paint` is called at most once for all changes of one turn of the event loop. */
export type PaintSchedule = {
	/** The data has changed: paint at the end of this turn, or with the next frame. */
	note(): void;
	/** Ink has changed its part: paint at the end of this turn. */
	commit(): void;
	/** A key was read: paint in a microtask what it changes. */
	hurry(): void;
	/** Paint after so many milliseconds, if nothing is painted before. */
	rest(ms: number): void;
	/** Call this when painting starts: everything that was due is done. */
	done(): void;
};

export type PaintScheduleOptions = {
	paint(): void;
	/** Minimum time between two paints of data. */
	readonly frameIntervalMs: number;
	/** True if React commits in a microtask after a change. */
	hasInk(): boolean;
};

export function createPaintSchedule({ paint, frameIntervalMs, hasInk }: PaintScheduleOptions): PaintSchedule {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let turn: ReturnType<typeof setImmediate> | undefined;
	let rest: ReturnType<typeof setTimeout> | undefined;
	let isQueued = false;
	let isHurried = false;
	let isPending = false;
	let last = Number.NEGATIVE_INFINITY;

	/** Paints when the event loop has read what waits: a process that was stopped learns there that it lost the terminal. */
	function paintLater(): void {
		timer = undefined;
		turn ??= setImmediate(paint);
	}

	function flush(): void {
		isQueued = false;
		isHurried = false;
		if (isPending) {
			paint();
		}
	}

	function queue(): void {
		if (isQueued) {
			return;
		}
		isQueued = true;
		// React's own microtask is queued after this one and before the next.
		queueMicrotask(() => (hasInk() ? queueMicrotask(flush) : flush()));
	}

	return {
		note() {
			isPending = true;
			const wait = last + frameIntervalMs - performance.now();
			if (isHurried) {
				queue();
			} else if (wait <= 0) {
				paintLater();
			} else {
				timer ??= setTimeout(paintLater, wait);
			}
		},
		commit() {
			isPending = true;
			if (isHurried) {
				queue();
			} else {
				paintLater();
			}
		},
		hurry() {
			isHurried = true;
			queue();
		},
		rest(ms) {
			rest = setTimeout(paintLater, ms);
		},
		done() {
			clearTimeout(timer);
			clearTimeout(rest);
			clearImmediate(turn);
			timer = undefined;
			turn = undefined;
			isPending = false;
			last = performance.now();
		},
	};
}
