import type { Action, ActionContext } from '../../actions/action.js';
import { actionFor } from '../../actions/keymap.js';
import { inputKey, inputPaste } from '../../state/modals/inline-input.js';
import { topModal } from '../../state/modals/modals.js';
import { currentLayout } from '../../state/selectors.js';
import type { Store } from '../store.js';
import type { ForegroundWork } from '../work/foreground-work.js';
import { invoke } from './gate.js';
import type { ModalKeys } from './modal-keys.js';

export type Dispatch = {
	/** One key by its name (terminal/keys). The store is updated before this returns; calls go on behind. */
	key(name: string): void;
	/** Text that was pasted, as one piece. */
	paste(text: string): void;
};

/** Actions on the terminal itself: they work over a modal and while something is typed, too. */
const overAll = ['suspend', 'redraw'];

/** Gives each key to what has the keys: the top modal, the input in place, or the action table. */
export function createDispatch(options: {
	store: Store;
	foreground: ForegroundWork;
	modalKeys: ModalKeys;
	actions: readonly Action[];
	context: ActionContext;
}): Dispatch {
	const { store, foreground, modalKeys, actions, context } = options;
	const byId = (id: string) => actions.find(action => action.id === id);
	/** In a window too small to show what a key would do, only those that leave do anything: what is open, then plimsoll. */
	const leaves = (key: string, taken: boolean) =>
		taken
			? key === 'escape' || key === 'ctrl-c'
			: ['quit', 'quit-now'].some(id => byId(id)?.keys.includes(key) ?? false);
	return {
		key(name) {
			const modal = topModal(store.getState());
			const taken = modal !== undefined || store.getState().input !== undefined;
			const own =
				name.startsWith('ctrl-') && actions.find(each => overAll.includes(each.id) && each.keys.includes(name));
			const isUnseen = currentLayout(store.getState()).tooSmall;
			if ((taken || isUnseen) && own) {
				return void invokeTracked(own);
			}
			if (isUnseen && !leaves(name, taken)) {
				return;
			}
			// As at a shell's prompt, Ctrl-c leaves what is being typed; a second one leaves plimsoll.
			const key = name === 'ctrl-c' ? 'escape' : name;
			if (modal) {
				return modalKeys.press(modal, key);
			}
			if (taken) {
				const step = inputKey(store.getState(), key);
				store.update(() => step.state);
				if (!step.passOn) {
					return;
				}
			}
			const action = isUnseen ? byId('quit-now') : actionFor(actions, store.getState(), name);
			if (action) {
				void invokeTracked(action);
			}
		},
		paste(text) {
			if (currentLayout(store.getState()).tooSmall) {
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

	// Questions wait for the user: only what happens before and after them is work, so a waiting modal counts as idle.
	async function invokeTracked(action: Action): Promise<void> {
		const work = invoke(action, context);
		const release = foreground.hold();
		setImmediate(release);
		await work;
	}
}
