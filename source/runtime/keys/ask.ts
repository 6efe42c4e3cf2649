import type { Ask } from '../../actions/action.js';
import { wordsOf } from '../../actions/failure.js';
import { nextId } from '../../state/messages.js';
import { forgetSecrets, openForm, titleOf } from '../../state/modals/form.js';
import type { Field, FormModal, FormValues, Modal } from '../../state/modals/modal.js';
import { closeModal, pushModal, updateModal } from '../../state/modals/modals.js';
import { textEdit } from '../../state/modals/text-edit.js';
import type { Store } from '../store.js';

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
	attempt?: (values: FormValues) => Promise<string | undefined>;
};

/** Forms whose values are kept: a name of each container and image that had one would be kept for ever. */
const memories = 50;

/** `say` tells why something failed whose form is closed by then. */
export function createAnswers(store: Store, say: (text: string) => void): Answers {
	const pending = new Map<number, Pending>();
	const remembered = new Map<string, FormValues>();

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

	const isOpen = (form: FormModal) => store.getState().modals.some(modal => modal.id === form.id);
	const change = (form: FormModal, next: (open: FormModal) => FormModal) =>
		store.update(state => updateModal(state, form, next));
	const remember = ({ spec }: FormModal, values: FormValues) => {
		if (spec.memory === undefined) {
			return;
		}
		remembered.delete(spec.memory);
		remembered.set(spec.memory, values);
		for (const [oldest] of remembered) {
			if (remembered.size <= memories) {
				break;
			}
			remembered.delete(oldest);
		}
	};

	const ask: Ask = {
		confirm: async confirmation =>
			(await open({ kind: 'confirm', id: nextId(), confirmation, accept: confirmation.severity === 'interrupts' })) ===
			true,
		menu: async ({ title, about, items, index = 0, search }) =>
			(await open({
				kind: 'menu',
				id: nextId(),
				title,
				about,
				items,
				index,
				query: search ? textEdit() : undefined,
			})) as string | undefined,
		form: async (spec, attempt) =>
			(await open(openForm(nextId(), spec, remembered.get(spec.memory ?? '')), attempt)) as FormValues | undefined,
		show: async (title, lines) => {
			await open({ kind: 'text', id: nextId(), title, lines, top: 0 });
		},
	};

	return {
		ask,
		answer,
		leave(modal) {
			if (modal.kind === 'form') {
				remember(
					modal,
					keepable(modal, field => field.kind === 'secret'),
				);
			}
			answer(modal, undefined);
		},
		async submit(form, values) {
			const attempt = pending.get(form.id)?.attempt;
			if (attempt) {
				change(form, open => ({ ...open, busy: true, message: undefined }));
			}
			const refusal = await attempt?.(values).catch(wordsOf);
			if (refusal === undefined) {
				remember(
					form,
					keepable(form, field => field.kind === 'secret' || field.once === true),
				);
				answer(form, values);
			} else if (isOpen(form)) {
				change(form, open => ({ ...forgetSecrets(open), busy: false, message: refusal }));
			} else {
				say(`${titleOf(form)}: ${refusal}`);
			}
		},
		leaveAll() {
			for (const modal of store.getState().modals) {
				answer(modal, undefined);
			}
		},
	};
}

/** A form's values but for some fields. */
function keepable(form: FormModal, isLeftOut: (field: Field) => boolean): FormValues {
	const left = form.spec.fields.filter(isLeftOut).map(field => field.name);
	return Object.fromEntries(Object.entries(form.values).filter(([name]) => !left.includes(name)));
}
