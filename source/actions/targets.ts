import type { ItemOf, NounId } from '../panes/noun.js';
import { paneOf, panes } from '../panes/panes.js';
import { targetsOf } from '../state/selectors.js';
import type { State } from '../state/state.js';

/** The selected item, or the first marked item. */
export const single = <N extends NounId>(state: State, noun: N): ItemOf<N> | undefined => targetsOf(state, noun)[0];

/** The marked items or the selected item; undefined when there is neither. */
export function several<N extends NounId>(state: State, noun: N): readonly ItemOf<N>[] | undefined {
	const targets = targetsOf(state, noun);
	return targets.length > 0 ? targets : undefined;
}

/** The reason why an action for one item cannot run while several are marked. */
export function singleReason(state: State, noun: NounId): string | undefined {
	const singular = panes[noun].title.toLowerCase().replace(/s$/, '');
	return state.panes[paneOf(noun)].marks.size > 1
		? `works on one ${singular}. Press Esc to clear the marks.`
		: undefined;
}
