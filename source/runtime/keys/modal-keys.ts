import { submittedValues, textAt } from '../../state/modals/form.js';
import { formKey, formPaste } from '../../state/modals/form-keys.js';
import { menuKey, menuPaste } from '../../state/modals/menu.js';
import type {
	ConfirmModal,
	FormModal,
	LineModal,
	ListModal,
	MenuModal,
	Modal,
	TextModal,
} from '../../state/modals/modal.js';
import { listModalViewport, maxAboutRows, menuViewport, textViewport } from '../../state/modals/modal-scroll.js';
import { updateModal } from '../../state/modals/modals.js';
import type { Store } from '../store.js';
import type { Answers } from './ask.js';
import { askForCorrection } from './correction.js';
import { planKeys } from './plan-keys.js';
import { scrolled } from './scroll-keys.js';

export type ModalKeys = {
	/** Passes a key on to the top modal. */
	press(modal: Modal, key: string): void;
	paste(modal: Modal, text: string): void;
};

/** Passes keys and pasted text on to modals by their kind, and answers their questions. */
export function createModalKeys(options: {
	store: Store;
	answers: Answers;
	toast(level: 'warn', text: string): void;
	/** Called after each change of a form, to offer completions and warnings. */
	formChanged(form: FormModal): void;
	/** Copies the text of a modal. */
	copy(text: string): void;
	/** Keys of the lists in the state (tasks, command log, events) besides scrolling; returns true if it handled the key. */
	listKey(modal: ListModal, key: string): boolean;
	/** Keys of an opened log line. */
	lineKey(modal: LineModal, key: string): void;
}): ModalKeys {
	const { store, answers } = options;
	const change = <M extends Modal>(modal: M, next: M) => store.update(state => updateModal(state, modal, () => next));

	const confirm = (modal: ConfirmModal, key: string) => {
		if (key === 'y' || (key === 'enter' && modal.accept)) {
			answers.answer(modal, true);
		} else if (key === 'n' || key === 'q' || key === 'escape' || key === 'enter') {
			answers.answer(modal, false);
		} else if (['left', 'right', 'tab', 'shift-tab', 'up', 'down', 'h', 'l', 'j', 'k'].includes(key)) {
			change(modal, { ...modal, accept: !modal.accept });
		}
	};

	const menu = (modal: MenuModal, key: string) => {
		const { size } = store.getState();
		const { height } = menuViewport(modal, maxAboutRows(modal, size), size);
		const step = menuKey(modal, key, height);
		if (step === 'leave') {
			answers.leave(modal);
		} else if ('menu' in step) {
			change(modal, step.menu);
		} else if (step.chosen.disabled !== undefined) {
			options.toast('warn', `${step.chosen.label}: ${step.chosen.disabled}`);
		} else {
			answers.answer(modal, step.chosen.id);
		}
	};

	const form = (modal: FormModal, key: string) => {
		const step = formKey(modal, key);
		if (step === 'leave') {
			return answers.leave(modal);
		}
		if (step === 'submit') {
			return void answers.submit(modal, submittedValues(modal));
		}
		change(modal, step.form);
		// Completions follow the typed text; an empty field shows the flow's own suggestions.
		if (step.form.values !== modal.values || textAt(step.form) === '') {
			options.formChanged(step.form);
		}
	};

	const text = (modal: TextModal, key: string) => {
		const seen = textViewport(modal, store.getState().size);
		const top = scrolled(seen.top, key, seen.height);
		if (top !== undefined) {
			change(modal, { ...modal, top: Math.min(Math.max(0, top), seen.last) });
		} else if (key === 'y' && modal.copies !== undefined) {
			options.copy(modal.copies);
		} else if (key === 'escape' || key === 'q' || key === 'enter' || key === '?') {
			answers.leave(modal);
		}
	};

	const list = (modal: ListModal, key: string) => {
		if (options.listKey(modal, key)) {
			return;
		}
		const { size, [modal.kind]: items } = store.getState();
		const { count, height } = listModalViewport(modal, items.length, size);
		const last = Math.max(0, count - 1);
		const index = scrolled(Math.min(modal.index, last), key, height);
		if (index !== undefined) {
			change(modal, { ...modal, index: Math.min(Math.max(0, index), last) });
		} else if (key === 'escape' || key === 'q') {
			answers.leave(modal);
		}
	};

	const correct = (line: string, form: FormModal) =>
		void askForCorrection(line, { form, ask: answers.ask, store }).then(corrected => {
			if (corrected !== undefined) {
				store.update(state => updateModal(state, form, open => formPaste(open, corrected)));
			}
		});

	return {
		press(modal, key) {
			switch (modal.kind) {
				case 'confirm':
					return confirm(modal, key);
				case 'menu':
					return menu(modal, key);
				case 'form':
					return form(modal, key);
				case 'text':
					return text(modal, key);
				case 'line':
					return options.lineKey(modal, key);
				case 'plan':
					return planKeys(modal, key, { store, answers, toast: options.toast });
				default:
					return list(modal, key);
			}
		},
		paste(modal, pasted) {
			if (modal.kind === 'menu') {
				change(modal, menuPaste(modal, pasted));
			}
			if (modal.kind === 'form') {
				const { refused, ...next } = formPaste(modal, pasted);
				change(modal, next);
				if (refused !== undefined) {
					correct(refused, next);
				}
			}
		},
	};
}
