import type { ItemOf, NounId } from '../panes/noun.js';
import { targetsOf } from '../state/selectors.js';
import type { State } from '../state/state.js';

/** The selected item, or the first of the marked ones. */
export const single = <N extends NounId>(state: State, noun: N): ItemOf<N> | undefined => targetsOf(state, noun)[0];

/** The marked items or the selected one; undefined when there is nothing to act on. */
export function several<N extends NounId>(state: State, noun: N): readonly ItemOf<N>[] | undefined {
	const targets = targetsOf(state, noun);
	return targets.length > 0 ? targets : undefined;
}

/** Why an action for one item does not run on several. */
export const singleReason = (state: State, noun: NounId): string | undefined =>
	state.panes[noun].marks.size > 1 ? 'works on one at a time: clear the marks with Esc' : undefined;
