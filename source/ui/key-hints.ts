import type { Action } from '../actions/action.js';
import { applicable, labelOf, refusal } from '../actions/keymap.js';
import { keyTitle } from '../domain/text/key-title.js';
import { tracked } from '../platform/tracked.js';
import type { State } from '../state/state.js';
import type { KeyHint } from './views/footer-view.js';

/**
 * Returns the function of the keys that the footer offers: those that apply now and are not refused, in the table's order
 * of importance. Equal hints are the same objects.
 */
export function createKeyHints(actions: readonly Action[]): (state: State) => readonly KeyHint[] {
	const offered = actions.filter(action => action.footer !== undefined && action.keys.length > 0);
	let known: readonly KeyHint[] = [];
	return tracked((state: State): readonly KeyHint[] => {
		const hints = applicable(offered, state)
			.filter(action => refusal(action, state) === undefined)
			.sort((a, b) => a.footer! - b.footer!)
			.map(action => ({
				key: keyTitle(action.keys[0]!),
				label: (action.short ?? labelOf(action, state)).replace('…', '').toLowerCase(),
				// Help leads to all the others.
				pinned: action.id === 'help',
			}));
		if (hints.length !== known.length || !hints.every((hint, at) => isSameHint(hint, known[at]!))) {
			known = hints;
		}
		return known;
	});
}

const isSameHint = (a: KeyHint, b: KeyHint) => a.key === b.key && a.label === b.label && a.pinned === b.pinned;
