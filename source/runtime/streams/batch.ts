import type { Clock } from '../clock.js';

export type Batch<T> = {
	add(items: readonly T[]): void;
	/** Sends what has gathered now. */
	flush(): void;
	/** Sends nothing more. */
	stop(): void;
};

/** Gathers items: the first after a rest go at once, then one batch per `interval` in milliseconds. */
export function createBatch<T>(clock: Clock, interval: number, send: (items: readonly T[]) => void): Batch<T> {
	let gathered: T[] = [];
	let cancel: (() => void) | undefined;
	let sentAt = Number.NEGATIVE_INFINITY;
	const flush = () => {
		cancel?.();
		cancel = undefined;
		if (gathered.length === 0) {
			return;
		}
		sentAt = clock.now();
		const batch = gathered;
		gathered = [];
		send(batch);
	};
	return {
		flush,
		stop: () => cancel?.(),
		add(items) {
			for (const item of items) {
				gathered.push(item);
			}
			if (gathered.length > 0) {
				cancel ??= clock.after(Math.max(0, sentAt + interval - clock.now()), flush);
			}
		},
	};
}
