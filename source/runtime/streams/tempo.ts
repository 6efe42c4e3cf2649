import type { Clock } from '../clock.js';
import type { Store } from '../store.js';

/** What plimsoll runs on and is seen through. */
export type Machine = {
	/** Whether the terminal is at the far end of an SSH line. */
	readonly slowLine: boolean;
	/** Processes that wait for a core, per core, over the last minute. */
	load(): number;
};

export const quietMachine: Machine = { slowLine: false, load: () => 0 };

/** One clock for all that is looked at again and again: slower where it costs more, or is seen by nobody. */
export type Tempo = {
	/** Milliseconds between two looks, or two redraws of data, where `wished` are wanted on a quiet machine. */
	interval(wished: number): number;
	/** Milliseconds for which data should wait with its redraw, because a key was just pressed. */
	hush(): number;
	/** A key was pressed, or the terminal got or lost the focus. */
	key(): void;
	focus(focused: boolean): void;
	/** Returns false while the terminal is known to lack the focus. */
	isFocused(): boolean;
	stop(): void;
};

/** From this load on a machine has no time to give away. */
const busyLoad = 2;
/** The kernel works the load out this often: to look more often tells nothing. Milliseconds. */
const loadLasts = 5000;
/** After a key the screen is the user's for this long. Milliseconds. */
const hushAfterKey = 120;
/** Without the focus for this long, statistics rest; then they are read for `awake` of every `round`. Milliseconds. */
const patience = 10_000;
const awake = 3000;
const round = 12_000;

/** Follows focus, keys, line and load; tells the state when the statistics rest. */
export function createTempo({ store, clock, machine }: { store: Store; clock: Clock; machine: Machine }): Tempo {
	let cancel: (() => void) | undefined;
	let keyAt = Number.NEGATIVE_INFINITY;
	let isBusy = false;
	let loadAt = Number.NEGATIVE_INFINITY;

	function busy(): boolean {
		if (clock.now() >= loadAt + loadLasts) {
			loadAt = clock.now();
			isBusy = machine.load() >= busyLoad;
		}
		return isBusy;
	}

	const rest = (resting: boolean) => store.update(state => (state.resting === resting ? state : { ...state, resting }));

	function fallAsleep(): void {
		rest(true);
		cancel = clock.after(round - awake, () => {
			rest(false);
			cancel = clock.after(awake, fallAsleep);
		});
	}

	function focus(focused: boolean): void {
		if (!focused) {
			cancel ??= clock.after(patience, fallAsleep);
			return;
		}
		cancel?.();
		cancel = undefined;
		rest(false);
	}

	return {
		interval: wished => wished * (machine.slowLine ? 2 : 1) * (busy() ? 2 : 1),
		hush: () => Math.max(0, keyAt + hushAfterKey - clock.now()),
		key() {
			keyAt = clock.now();
			// Some terminals tell only that they lost the focus, or tell of another window's.
			if (cancel) {
				focus(true);
			}
		},
		focus,
		isFocused: () => cancel === undefined,
		stop: () => cancel?.(),
	};
}
