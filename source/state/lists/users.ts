import type { Container } from '../../domain/nouns/container.js';
import type { ItemOf, NounId } from '../../panes/noun.js';
import { panes, perNoun } from '../../panes/panes.js';
import { memo } from '../memo.js';
import { detailNoun, selectedItem } from '../selectors.js';
import type { State } from '../state.js';

type Users<N extends NounId> = (item: ItemOf<N>, containers: readonly Container[]) => readonly Container[];
const usersAmong = perNoun<{ [N in NounId]: Users<N> }>(makeUsers);

function makeUsers<N extends NounId>(noun: N): Users<N> {
	return memo((item: ItemOf<N>, containers: readonly Container[]): readonly Container[] => {
		const { usedBy } = panes[noun];
		return usedBy ? containers.filter(container => usedBy(item, container)) : [];
	});
}

/** The containers, running or not, that use the selected item of the focused pane, or that belong to it. */
export const selectedUsers = (state: State): readonly Container[] => usersOfSelected(state, detailNoun(state));

function usersOfSelected<N extends NounId>(state: State, noun: N): readonly Container[] {
	const item = selectedItem(state, noun);
	return item === undefined ? [] : usersAmong[noun](item, state.lists.containers.items);
}
