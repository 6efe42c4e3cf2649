import { isFar } from '../../state/round-trip.js';
import type { Clock } from '../clock.js';
import type { Store } from '../store.js';

/** The machine that plimsoll runs on, and the line to its user. */
export type Machine = {
	/** The terminal is at the far end of an SSH line. */
	readonly slowLine: boolean;
	/** Processes that wait for a core, per core, over the last minute. */
	load(): number;
};

export const quietMachine: Machine = { slowLine: false, load: () => 0 };

/**
 * The intervals of all polling and redrawing: longer where they cost more, on a slow line to the engine or to the user, and
 * where the terminal lacks the focus.
 */
export type PollingInterval = {
	/** Milliseconds between two polls, or two redraws of data, from the interval for a quiet machine. */
	intervalMs(baseMs: number): number;
	/** Milliseconds for which a redraw of data should still wait, after a key. */
	redrawDelayMs(): number;
	keyPressed(): void;
	/** The terminal got or lost the focus. */
	focus(isFocused: boolean): void;
	/** Returns false after the terminal has lost the focus. */
	isFocused(): boolean;
	stop(): void;
};

/** Above this load average, polling slows down. */
const highLoad = 2;
/** The kernel updates the load average at this interval. */
const loadIntervalMs = 5000;
/** After a key, the redraw of the screen for that key comes first for this long. */
const keyPriorityMs = 120;
/** Statistics go idle after this long without the focus; from then on they are read for `awakeMs` of every `roundMs`. */
const idleAfterMs = 10_000;
const awakeMs = 3000;
const roundMs = 12_000;

/** Follows focus, keys, line and load; marks in the state when statistics are idle. */
export function createPollingInterval({
	store,
	clock,
	machine,
}: {
	store: Store;
	clock: Clock;
	machine: Machine;
}): PollingInterval {
	const isLoadHigh = loadWatch(clock, machine);
	let cancel: (() => void) | undefined;
	let keyAt = Number.NEGATIVE_INFINITY;

	const setIdle = (statsPaused: boolean) =>
		store.update(state => (state.statsPaused === statsPaused ? state : { ...state, statsPaused }));

	function goIdle(): void {
		setIdle(true);
		cancel = clock.after(roundMs - awakeMs, () => {
			setIdle(false);
			cancel = clock.after(awakeMs, goIdle);
		});
	}

	function focus(isFocused: boolean): void {
		if (!isFocused) {
			cancel ??= clock.after(idleAfterMs, goIdle);
			return;
		}
		cancel?.();
		cancel = undefined;
		setIdle(false);
	}

	return {
		intervalMs: baseMs => baseMs * (machine.slowLine || isFar(store.getState()) ? 2 : 1) * (isLoadHigh() ? 2 : 1),
		redrawDelayMs: () => Math.max(0, keyAt + keyPriorityMs - clock.now()),
		keyPressed() {
			keyAt = clock.now();
			// Some terminals report only the loss of the focus, or that of another window.
			if (cancel) {
				focus(true);
			}
		},
		focus,
		isFocused: () => cancel === undefined,
		stop: () => cancel?.(),
	};
}

/** Returns true while the load is high; reads it at most once per update of the kernel. */
function loadWatch(clock: Clock, machine: Machine): () => boolean {
	let isHigh = false;
	let readAt = Number.NEGATIVE_INFINITY;
	return () => {
		if (clock.now() >= readAt + loadIntervalMs) {
			readAt = clock.now();
			isHigh = machine.load() >= highLoad;
		}
		return isHigh;
	};
}
