import type { ActionContext } from '../../actions/action.js';
import { copyFromLine } from '../../actions/flows/logs/copy-line.js';
import { cursorLine, moveCursor } from '../../state/logs/log-cursor.js';
import { openedAtCursor } from '../../state/logs/opened-line.js';
import { foldKey, openedRows, openedViewport, selectedRow } from '../../state/modals/line-modal.js';
import type { LineModal } from '../../state/modals/modal.js';
import { closeModal, updateModal } from '../../state/modals/modals.js';
import type { State } from '../../state/state.js';
import { scrolled } from './scroll-keys.js';

/** Opens the next (1) or previous (-1) line of the log in place of the open one; returns the same state at the ends. */
function stepLine(state: State, modal: LineModal, by: 1 | -1): State {
	const moved = state.logs.container === modal.log ? moveCursor(state, by) : state;
	const opened = cursorLine(moved)?.number === cursorLine(state)?.number ? undefined : openedAtCursor(moved);
	return opened === undefined ? state : updateModal(moved, modal, ({ id }) => ({ ...opened, id }));
}

/** Keys of an opened line: they move, fold, copy, and lead to the next line. */
export function createLineKeys(context: ActionContext): (modal: LineModal, key: string) => void {
	const change = (modal: LineModal, next: LineModal) => context.update(state => updateModal(state, modal, () => next));
	return (modal, key) => {
		const { size } = context.getState();
		const folded = foldKey(modal, key, size);
		const { height } = openedViewport(modal, size);
		const index = folded ? undefined : scrolled(selectedRow(modal, size), key, height);
		if (folded) {
			change(modal, folded);
		} else if (index !== undefined) {
			const last = openedRows(modal, size).length - 1;
			change(modal, { ...modal, index: Math.min(Math.max(0, index), last) });
		} else if (key === 'n' || key === 'p') {
			context.update(state => stepLine(state, modal, key === 'n' ? 1 : -1));
		} else if (key === 'y') {
			void copyFromLine(context, modal);
		} else if (key === 'escape' || key === 'q') {
			context.update(state => closeModal(state, modal.id));
		}
	};
}
