import type { NounId } from '../../panes/noun.js';
import { scrollDetail } from '../detail/detail-scroll.js';
import { scrollPane } from '../lists/selection.js';
import { menuItems } from '../modals/menu.js';
import type { Modal } from '../modals/modal.js';
import { topModal } from '../modals/modals.js';
import type { State } from '../state.js';
import type { PointerTarget } from './pointer-target.js';

/** Rows for each step of the wheel. */
const rowsPerStep = 3;

/** Scrolls the list or the detail under the mouse by a step down (1) or up (-1), without a change of the focus. */
export function wheel(state: State, target: PointerTarget, by: 1 | -1): State {
	if (topModal(state) || target.on === 'modal') {
		return state;
	}
	return target.on === 'list' ? wheelList(state, target.pane, by) : scrollDetail(state, by * rowsPerStep);
}

const wheelList = (state: State, pane: NounId, by: 1 | -1): State => scrollPane(state, pane, by * rowsPerStep);

/**
 * The keys for a step of the wheel over the top modal: a text scrolls by rows, a list, a menu or a form by one choice, and
 * none around its ends.
 */
export function wheelKeys(state: State, target: PointerTarget, by: 1 | -1): readonly string[] {
	const top = topModal(state);
	if (!top || target.on !== 'modal' || target.id !== top.id || top.kind === 'confirm' || isAtEnd(top, by)) {
		return [];
	}
	const scrolls = top.kind === 'text' || ('output' in top && top.output !== undefined);
	return Array<string>(scrolls ? rowsPerStep : 1).fill(by > 0 ? 'down' : 'up');
}

/** Returns true if the key would go around the end of a menu. */
function isAtEnd(modal: Modal, by: 1 | -1): boolean {
	return modal.kind === 'menu' && (by > 0 ? modal.index >= menuItems(modal).length - 1 : modal.index <= 0);
}
