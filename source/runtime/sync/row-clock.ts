import type { NounId } from '../../panes/noun.js';
import { nounIds } from '../../panes/panes.js';
import { withPane } from '../../state/lists/selection.js';
import type { Departed, DepartedGroup, Expected, PaneState, State } from '../../state/state.js';
import type { Clock } from '../clock.js';
import type { Store } from '../store.js';

/** For this long after a selected row has disappeared, an action on another row asks first. */
const askMs = 1000;
/** A successor that comes within this gets the selection and the mark of an item that is gone. */
const followMs = 30_000;
/** A new row is highlighted for this long. */
const highlightMs = 2500;
/** The row of a new item that comes later than this is not selected. */
const expectMs = 30_000;

/** Ends what is true of a row for a while only: that it disappeared a moment ago, and that it is new. */
export function startRowClock({ store, clock }: { store: Store; clock: Clock }): () => void {
	const timers = new Map<object | string, () => void>();
	let seen: State | undefined;

	const look = (state: State) => {
		const { departedGroup: group } = state;
		if (state.panes === seen?.panes && state.modals === seen.modals && group === seen.departedGroup) {
			return;
		}
		seen = state;
		if (group?.isRecent) {
			watchGroup(group);
		}
		for (const noun of nounIds) {
			const { departed, highlighted, expected } = state.panes[noun];
			for (const { item } of departed) {
				watchDeparted(noun, item);
			}
			// A modal may hide the row.
			if (highlighted !== undefined && state.modals.length === 0) {
				watchHighlight(noun, highlighted);
			}
			if (expected !== undefined) {
				watchExpected(noun, expected);
			}
		}
	};
	const start = (of: object | string, ms: number, end: () => void) => {
		timers.set(
			of,
			clock.after(ms, () => {
				timers.delete(of);
				end();
			}),
		);
	};
	const watchDeparted = (noun: NounId, item: object) => {
		if (timers.has(item)) {
			return;
		}
		start(item, askMs, () => {
			start(item, followMs - askMs, () =>
				store.update(state => withoutLog(changeDeparted(state, noun, item, () => []))),
			);
			store.update(state => changeDeparted(state, noun, item, each => [{ ...each, isRecent: false }]));
		});
	};
	const watchGroup = (group: DepartedGroup) => {
		if (!timers.has(group)) {
			const later = { ...group, isRecent: false };
			const change = (from: DepartedGroup, to: DepartedGroup | undefined) =>
				store.update(state => (state.departedGroup === from ? { ...state, departedGroup: to } : state));
			start(group, askMs, () => {
				start(later, followMs - askMs, () => change(later, undefined));
				change(group, later);
			});
		}
	};
	const watchHighlight = (noun: NounId, key: string) => {
		const id = `${noun} ${key}`;
		if (!timers.has(id)) {
			start(id, highlightMs, () =>
				store.update(state =>
					state.panes[noun].highlighted === key ? withPane(state, noun, { highlighted: undefined }) : state,
				),
			);
		}
	};
	const watchExpected = (noun: NounId, expected: Expected) => {
		if (!timers.has(expected)) {
			start(expected, expectMs, () =>
				store.update(state =>
					state.panes[noun].expected === expected ? withPane(state, noun, { expected: undefined }) : state,
				),
			);
		}
	};
	const unsubscribe = store.subscribe(look);
	return () => {
		unsubscribe();
		for (const cancel of timers.values()) {
			cancel();
		}
	};
}

/** Drops the log of a selected container that is gone, when none may take its place any more. */
const withoutLog = (state: State): State =>
	state.departedLog === undefined || state.panes.containers.departed.some(({ wasSelected }) => wasSelected)
		? state
		: { ...state, departedLog: undefined };

/** Changes or removes what is remembered of a departed item. */
function changeDeparted<N extends NounId>(
	state: State,
	noun: N,
	item: object,
	change: <T>(departed: Departed<T>) => readonly Departed<T>[],
): State {
	const { departed }: PaneState<N> = state.panes[noun];
	return departed.some(each => each.item === item)
		? withPane(state, noun, { departed: departed.flatMap(each => (each.item === item ? change(each) : [each])) })
		: state;
}
