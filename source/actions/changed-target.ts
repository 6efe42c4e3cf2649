import type { NounId } from '../panes/noun.js';
import { nounIds, paneOf, panes } from '../panes/panes.js';
import type { Confirmation } from '../state/modals/modal.js';
import { targetsOf } from '../state/selectors.js';
import type { PaneState, State } from '../state/state.js';
import type { Action } from './action.js';
import { labelOf } from './keymap.js';

/** The noun whose selected or marked items an action changes; undefined for an action on anything else, such as `Pull…`. */
export function changedNoun(action: Action, target: unknown): NounId | undefined {
	return action.mutates && typeof target === 'object' ? nounIds.find(noun => noun === action.scope) : undefined;
}

/** The names of the items that an action in a pane acts on. */
export const targetNames = <N extends NounId>(state: State, noun: N): readonly string[] =>
	targetsOf(state, noun).map(item => panes[noun].name(item));

/** Asks before a change if its target disappeared a moment ago and another one is in its place. */
export function askAfterDeparture(action: Action, target: unknown, state: State): Confirmation | undefined {
	const noun = changedNoun(action, target);
	const gone = noun === undefined ? [] : recentlyGone(state, paneOf(noun));
	if (noun === undefined || gone.length === 0) {
		return undefined;
	}
	const asked = action.confirm?.(target, state);
	const names = listed(targetNames(state, noun));
	const label = labelOf(action, state).replace(/…$/, '');
	const what = state.panes[paneOf(noun)].marks.size > 0 ? `the marks are now on ${names}` : `${names} is selected now`;
	return {
		title: asked?.title ?? `${label} ${names}?`,
		body: [`${listed(gone)} disappeared a moment ago: ${what}.`, ...(asked?.body ?? [])],
		command: asked?.command,
		action: asked?.action ?? label,
		// Enter must not accept what the user did not expect.
		severity: 'destroys',
	};
}

/** The names of items that were among the targets of a pane until a moment ago. */
function recentlyGone<N extends NounId>(state: State, noun: N): readonly string[] {
	const { departed, marks }: PaneState<N> = state.panes[noun];
	const { departedGroup: group } = state;
	// With marks, the selection is no target.
	return [
		...departed
			.filter(({ isRecent, wasMarked }) => isRecent && (wasMarked || marks.size === 0))
			.map(({ item }) => panes[noun].name(item)),
		...(noun === 'containers' && group?.isRecent && marks.size === 0 ? [group.name] : []),
	];
}

const listed = (names: readonly string[]): string =>
	names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
