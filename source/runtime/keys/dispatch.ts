import type { Action, ActionContext } from '../../actions/action.js';
import { actionFor } from '../../actions/keymap.js';
import { inputKey, inputPaste } from '../../state/modals/inline-input.js';
import { topModal } from '../../state/modals/modals.js';
import { currentLayout } from '../../state/selectors.js';
import type { ForegroundWork } from '../concurrency/foreground-work.js';
import type { Store } from '../store.js';
import { invoke } from './gate.js';
import type { HeldKeys } from './held-keys.js';
import type { ModalKeys } from './modal-keys.js';
import { createUnusedKeys } from './unused-keys.js';

export type Dispatch = {
	/** One key by its name (terminal/keys). Updates the store before it returns; engine calls end later. */
	key(name: string): void;
	/** Pasted text, as one piece. */
	paste(text: string): void;
};

/** Actions on the terminal itself: they also work over a modal and while the user types. */
const terminalActions = ['suspend', 'redraw'];

/** Passes each key on to the top modal, the inline input or the action table. */
export function createDispatch(options: {
	store: Store;
	foreground: ForegroundWork;
	modalKeys: ModalKeys;
	heldKeys: HeldKeys;
	actions: readonly Action[];
	context: ActionContext;
}): Dispatch {
	const { store, foreground, modalKeys, heldKeys, actions, context } = options;
	const sayUnused = createUnusedKeys(actions, context);
	const byId = (id: string) => actions.find(action => action.id === id);
	/** In a window too small for the screen, only keys that close a modal or quit plimsoll work. */
	const isExitKey = (key: string, isCaptured: boolean) =>
		isCaptured
			? key === 'escape' || key === 'ctrl-c'
			: ['quit', 'quit-now'].some(id => byId(id)?.keys.includes(key) ?? false);
	const dispatch: Dispatch = {
		key(name) {
			const modal = topModal(store.getState());
			const isCaptured = modal !== undefined || store.getState().input !== undefined;
			const terminalAction =
				name.startsWith('ctrl-') && actions.find(each => terminalActions.includes(each.id) && each.keys.includes(name));
			const isTooSmall = currentLayout(store.getState()).tooSmall;
			if ((isCaptured || isTooSmall) && terminalAction) {
				return void invokeTracked(terminalAction);
			}
			if (!terminalAction && heldKeys.take({ key: name })) {
				return;
			}
			if (isTooSmall && !isExitKey(name, isCaptured)) {
				return;
			}
			// As in a shell, Ctrl-c cancels the input; a second one quits.
			const key = name === 'ctrl-c' ? 'escape' : name;
			if (modal) {
				return modalKeys.press(modal, key);
			}
			if (isCaptured) {
				const step = inputKey(store.getState(), key);
				store.update(() => step.state);
				if (!step.passOn) {
					return;
				}
			}
			const action = isTooSmall ? byId('quit-now') : actionFor(actions, store.getState(), name);
			if (action) {
				void invokeTracked(action);
			} else {
				sayUnused(name);
			}
		},
		paste(text) {
			if (heldKeys.take({ paste: text }) || currentLayout(store.getState()).tooSmall) {
				return;
			}
			const modal = topModal(store.getState());
			if (modal) {
				modalKeys.paste(modal, text);
			} else {
				store.update(state => inputPaste(state, text));
			}
		},
	};
	heldKeys.onRelease(input => ('key' in input ? dispatch.key(input.key) : dispatch.paste(input.paste)));
	return dispatch;

	// A modal that waits for the user counts as idle, so only the first turn of an action counts as work.
	async function invokeTracked(action: Action): Promise<void> {
		const work = invoke(action, context);
		const release = foreground.hold();
		setImmediate(release);
		await work;
	}
}
