import { containersOf } from '../../domain/compose/project.js';
import { detailNoun, selectedItem, shownContainers, treeIn } from '../selectors.js';
import type { State } from '../state.js';
import { putProjects } from './listing.js';
import { settleAll, withPane } from './selection.js';

/** Groups the containers by project and service, or shows them in one flat list again. The selection stays on its container. */
export function toggleGrouping(state: State): State {
	return state.grouped ? flat(state) : settleAll(putProjects({ ...state, grouped: true }));
}

/** From a project or service, the selection moves to its first container that is shown; the marks of groups are cleared. */
function flat(state: State): State {
	const item = detailNoun(state) === 'compose' ? selectedItem(state, 'compose') : undefined;
	const members = new Set(item === undefined ? [] : containersOf(item));
	const first = shownContainers(state).find(container => members.has(container));
	const marks = new Set([...state.panes.containers.marks].filter(key => state.lists.containers.byKey.has(key)));
	const next = withPane(state, 'containers', { marks, ...(first && { selected: first.id }) });
	return settleAll({ ...next, grouped: false });
}

/** Folds or unfolds the selected group, or the group of the selected container. */
export function toggleFold(state: State): State {
	const key = foldKeyOf(state);
	if (key === undefined) {
		return state;
	}
	const folds = new Set(state.folds);
	if (!folds.delete(key)) {
		folds.add(key);
	}
	return settleAll(withPane({ ...state, folds }, 'containers', { selected: key }));
}

/** The key of the group that `toggleFold` would fold or unfold; undefined while the list is flat. */
export function foldKeyOf(state: State): string | undefined {
	const { selected } = state.panes.containers;
	if (!state.grouped || selected === undefined) {
		return undefined;
	}
	const { rows, indexOf, aboveOf } = treeIn(state);
	const row = rows[indexOf.get(selected) ?? -1];
	return row?.kind === 'group' ? row.key : aboveOf.get(selected);
}

/** Folds all projects, or unfolds them if all are folded. */
export function toggleAllFolds(state: State): State {
	const keys = state.lists.compose.items.map(({ key }) => key);
	const areFolded = keys.every(key => state.folds.has(key));
	const folds = new Set([...state.folds].filter(key => !keys.includes(key)));
	return settleAll({ ...state, folds: areFolded ? folds : new Set([...folds, ...keys]) });
}
