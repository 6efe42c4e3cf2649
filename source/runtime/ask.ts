import type { Ask } from '../actions/action.js';
import { forgetSecrets, openForm } from '../state/form.js';
import { nextId } from '../state/messages.js';
import type { FormModal, FormValues, Modal } from '../state/modal.js';
import { closeModal, pushModal, updateModal } from '../state/modals.js';
import { textEdit } from '../state/text-edit.js';
import type { Store } from './store.js';

/** Answers that modals wait for, by modal id. */
export interface Answers {
	readonly ask: Ask;
	/** The user answered a modal; it closes. */
	answer(modal: Modal, value: unknown): void;
	/** The user left a modal with Esc; it closes and its question resolves to `undefined`. */
	leave(modal: Modal): void;
	/** The user submitted a form: it closes unless its attempt refuses. */
	submit(form: FormModal, values: FormValues): Promise<void>;
	/** Leaves every open modal. */
	leaveAll(): void;
}

type Pending = {
	resolve(value: unknown): void;
	readonly attempt?: (values: FormValues) => Promise<string | undefined>;
	/** An attempt is under way: Enter must not start it twice. */
	submitted?: boolean;
};

export function createAnswers(store: Store): Answers {
	const pending = new Map<number, Pending>();

	const open = (modal: Modal, attempt?: Pending['attempt']) =>
		new Promise<unknown>(resolve => {
			pending.set(modal.id, { resolve, attempt });
			store.update(state => pushModal(state, modal));
		});

	const answer = (modal: Modal, value: unknown) => {
		store.update(state => closeModal(state, modal.id));
		pending.get(modal.id)?.resolve(value);
		pending.delete(modal.id);
	};

	const ask: Ask = {
		confirm: async confirmation =>
			(await open({ kind: 'confirm', id: nextId(), confirmation, accept: confirmation.severity === 'interrupts' })) ===
			true,
		menu: async ({ title, items, index = 0, search }) =>
			(await open({ kind: 'menu', id: nextId(), title, items, index, query: search ? textEdit() : undefined })) as
				| string
				| undefined,
		form: async (spec, attempt) => (await open(openForm(nextId(), spec), attempt)) as FormValues | undefined,
		show: async (title, lines) => {
			await open({ kind: 'text', id: nextId(), title, lines, top: 0 });
		},
	};

	return {
		ask,
		answer,
		leave: modal => answer(modal, undefined),
		async submit(form, values) {
			const waiting = pending.get(form.id);
			if (!waiting || waiting.submitted) return;
			waiting.submitted = true;
			const refusal = await waiting.attempt?.(values);
			waiting.submitted = false;
			if (refusal === undefined) answer(form, values);
			else
				store.update(state =>
					updateModal<FormModal>(state, form.id, open => ({ ...forgetSecrets(open), message: refusal })),
				);
		},
		leaveAll() {
			for (const modal of store.getState().modals) answer(modal, undefined);
		},
	};
}
