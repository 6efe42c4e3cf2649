import type { State } from '../state.js';
import type { Modal } from './modal.js';

/** The modal on top, which takes the keys. */
export const topModal = (state: State): Modal | undefined => state.modals.at(-1);

/** Returns true if plimsoll may ask a question or select something by itself: the user neither types nor answers a question. */
export function isFree(state: State): boolean {
	const top = topModal(state);
	return state.input === undefined && (top === undefined || top.kind === 'tasks');
}

/** Opens a modal above all others. */
export const pushModal = (state: State, modal: Modal): State => ({
	...state,
	input: undefined,
	modals: [...state.modals, modal],
});

/** Closes a modal, wherever it is on the stack. */
export const closeModal = (state: State, id: number): State => ({
	...state,
	modals: state.modals.filter(modal => modal.id !== id),
});

/** Changes a modal wherever it is on the stack; returns the same state if it is closed or unchanged. */
export function updateModal<M extends Modal>(state: State, { id }: M, change: (modal: M) => M): State {
	let changed = false;
	const modals = state.modals.map(modal => {
		if (modal.id !== id) {
			return modal;
		}
		// An id belongs to one modal, whose kind never changes.
		const next = change(modal as M);
		changed ||= next !== modal;
		return next;
	});
	return changed ? { ...state, modals } : state;
}

/** Rows of a modal's body that fit on a screen. */
export const modalRows = ({ rows }: State['size']): number => Math.max(1, rows - (rows > 16 ? 6 : 4));

/** The greatest width of a modal in cells: the screen's, less a margin on a wide screen. */
export const modalWidth = ({ columns }: State['size']): number => Math.min(columns, Math.max(36, columns - 4));
