import type { Action } from '../actions/action.js';
import { applicable, labelOf, refusal, shownKeys } from '../actions/keymap.js';
import { keyTitle } from '../domain/text/key-title.js';
import { tracked } from '../platform/tracked.js';
import type { State } from '../state/state.js';
import type { KeyHint } from './views/footer-view.js';

/**
 * Returns a function that lists the key hints of the footer: the actions that apply now and are not refused, sorted by
 * importance (`footer`). It returns the same array while the hints are equal, so that the footer is not drawn again.
 */
export function createKeyHints(actions: readonly Action[]): (state: State) => readonly KeyHint[] {
	const offered = actions.filter(action => action.footer !== undefined && shownKeys(action).length > 0);
	let previous: readonly KeyHint[] = [];
	return tracked((state: State): readonly KeyHint[] => {
		// A dialog has its own keys in its border, and takes all others.
		const isCovered = state.modals.length > 0 || state.input !== undefined;
		const hints = (isCovered ? [] : applicable(offered, state))
			.filter(action => refusal(action, state) === undefined)
			.sort((a, b) => a.footer! - b.footer!)
			.map(action => ({
				key: keyTitle(shownKeys(action)[0]!),
				label: (action.short ?? labelOf(action, state)).replace('…', '').toLowerCase(),
				// The help lists all other keys; `message` is offered only while it is needed.
				pinned: action.id === 'help' || action.id === 'message',
			}));
		if (hints.length !== previous.length || !hints.every((hint, at) => isSameHint(hint, previous[at]!))) {
			previous = hints;
		}
		return previous;
	});
}

const isSameHint = (a: KeyHint, b: KeyHint) => a.key === b.key && a.label === b.label && a.pinned === b.pinned;
