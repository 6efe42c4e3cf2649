import type { Clock } from '../clock.js';

export type Batch<T> = {
	add(items: readonly T[]): void;
	/** Sends all gathered items now. */
	flush(): void;
	/** Sends nothing more. */
	stop(): void;
};

/** Gathers items and sends them together: at once after a rest, then once per `intervalMs`. */
export function createBatch<T>(clock: Clock, intervalMs: number, send: (items: readonly T[]) => void): Batch<T> {
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
				cancel ??= clock.after(Math.max(0, sentAt + intervalMs - clock.now()), flush);
			}
		},
	};
}
