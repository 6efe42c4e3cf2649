import type { PaneId } from '../panes/pane.js';
import { targetsOf } from '../state/selectors.js';
import type { State } from '../state/state.js';

/** The selected item, or the first of the marked ones. */
export const single = <T>(state: State, pane: PaneId): T | undefined => targetsOf<T>(state, pane)[0];

/** Why an action for one item does not run on several. */
export const singleReason = (state: State, pane: PaneId): string | undefined =>
	state.panes[pane].marks.size > 1 ? 'works on one at a time: clear the marks with Esc' : undefined;
