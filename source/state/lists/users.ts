import { containersOf } from '../../domain/compose/project.js';
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
export function selectedUsers(state: State): readonly Container[] {
	const noun = detailNoun(state);
	const group = noun === 'compose' ? selectedItem(state, noun) : undefined;
	return group === undefined ? usersOfSelected(state, noun) : membersOf(group);
}

const membersOf = memo(containersOf);

function usersOfSelected<N extends NounId>(state: State, noun: N): readonly Container[] {
	const item = selectedItem(state, noun);
	return item === undefined ? [] : usersAmong[noun](item, state.lists.containers.items);
}
