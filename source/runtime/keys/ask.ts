import { isDeepStrictEqual } from 'node:util';
import type { Ask } from '../../actions/action.js';
import { wordsOf } from '../../actions/failure.js';
import { nextId } from '../../state/messages.js';
import { forgetSecrets, openForm, titleOf } from '../../state/modals/form.js';
import { acceptedValues, formSpec, readValues } from '../../state/modals/form-fields.js';
import type { Field, FormModal, FormSpec, FormValues, Modal, PlanAnswer } from '../../state/modals/modal.js';
import { closeModal, pushModal, updateModal } from '../../state/modals/modals.js';
import { textEdit } from '../../state/modals/text-edit.js';
import type { Store } from '../store.js';

/** The answer to a modal: yes or no, the id of a menu item, the values of a form, a plan's; undefined when the user left it. */
type Answer = boolean | string | FormValues | PlanAnswer | undefined;

/** The questions that open modals ask, and their answers. */
export interface Answers {
	readonly ask: Ask;
	/** The user answered a modal; it closes. */
	answer(modal: Modal, value: Answer): void;
	/** The user left a modal with Esc; it closes and its question resolves to `undefined`. */
	leave(modal: Modal): void;
	/** The user submitted a form: it closes unless its attempt refuses. */
	submit(form: FormModal, values: FormValues): Promise<void>;
	/** Leaves every open modal. */
	leaveAll(): void;
}

type Pending = {
	resolve(value: Answer): void;
	attempt?: ((values: FormValues) => Promise<string | undefined>) | undefined;
	choose?: Parameters<Ask['menu']>[0]['choose'];
};

/** Forms whose values are kept, the latest ones: every container and image may have a form of its own. */
const maxMemories = 50;

type Options = {
	/** Stands in forms with a path. */
	readonly pathNote: string | undefined;
	/** Shows why a form's attempt failed when the form has been closed meanwhile. */
	warn(text: string): void;
};

export function createAnswers(store: Store, { pathNote, warn }: Options): Answers {
	const pending = new Map<number, Pending>();
	const remembered = new Map<string, FormValues>();

	const open = (modal: Modal, more?: Omit<Pending, 'resolve'>) =>
		new Promise<Answer>(resolve => {
			pending.set(modal.id, { resolve, ...more });
			store.update(state => pushModal(state, modal));
		});

	const answer = (modal: Modal, value: Answer) => {
		const { choose } = pending.get(modal.id) ?? {};
		store.update(state => {
			const isChosen = choose !== undefined && modal.kind === 'menu' && typeof value === 'string';
			return closeModal(isChosen ? choose(state, value, modal) : state, modal.id);
		});
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
			if (remembered.size <= maxMemories) {
				break;
			}
			remembered.delete(oldest);
		}
	};

	const ask: Ask = {
		confirm: async confirmation => {
			const accept = confirmation.severity === 'interrupts';
			return (await open({ kind: 'confirm', id: nextId(), confirmation, accept })) === true;
		},
		menu: async ({ title, about, items, index = 0, search, preview, edit, choose }) => {
			const query = search ? textEdit() : undefined;
			const menu: Modal = { kind: 'menu', id: nextId(), title, about, items, index, query, preview, edit };
			const chosen = await open(menu, { choose });
			return typeof chosen === 'string' ? chosen : undefined;
		},
		form: async (form, attempt) => {
			const known = acceptedValues(form.fields, remembered.get(form.memory ?? '') ?? {});
			const values = await open(openForm(nextId(), noted(formSpec(form), pathNote), known), {
				attempt: attempt && (values => attempt(readValues(form, values))),
			});
			return typeof values === 'object' && !isPlanAnswer(values) ? readValues(form, values) : undefined;
		},
		plan: async plan => {
			const answered = await open({ kind: 'plan', id: nextId(), ...plan });
			return typeof answered === 'object' && isPlanAnswer(answered) ? answered : undefined;
		},
		show: async (title, lines, more) => {
			await open({ kind: 'text', id: nextId(), title, lines, top: 0, ...more });
		},
	};

	return {
		ask,
		answer,
		leave(modal) {
			if (modal.kind === 'form') {
				remember(
					modal,
					entered(modal, field => field.kind === 'secret'),
				);
			}
			answer(modal, undefined);
		},
		async submit(form, values) {
			const attempt = pending.get(form.id)?.attempt;
			if (attempt) {
				change(form, open => ({ ...open, busy: true, step: undefined, message: undefined }));
			}
			const refusal = await attempt?.(values).catch(wordsOf);
			if (refusal === undefined) {
				remember(
					form,
					entered(form, field => field.kind === 'secret' || field.once === true),
				);
				answer(form, values);
			} else if (isOpen(form)) {
				change(form, open => ({ ...forgetSecrets(open), busy: false, message: refusal }));
			} else {
				warn(`${titleOf(form)}: ${refusal}`);
			}
		},
		leaveAll() {
			for (const modal of store.getState().modals) {
				answer(modal, undefined);
			}
		},
	};
}

const isPlanAnswer = (answer: FormValues | PlanAnswer): answer is PlanAnswer =>
	typeof answer.choices === 'object' && !Array.isArray(answer.choices);

/** A form with one more note if it asks for a path of the user's files. */
function noted(spec: FormSpec, note: string | undefined): FormSpec {
	const asksPath = spec.fields.some(({ completes = '', advanced }) => /^(folders|paths)$/.test(completes) && !advanced);
	if (note === undefined || !asksPath) {
		return spec;
	}
	const { notes = [] } = spec;
	return { ...spec, notes: values => [...(typeof notes === 'function' ? notes(values) : notes), note] };
}

/** The values that were entered into a form: a proposal that nobody has changed gives way to the next one. */
function entered({ spec, values }: FormModal, isLeftOut: (field: Field) => boolean): FormValues {
	const kept = spec.fields.filter(
		field => !isLeftOut(field) && !isDeepStrictEqual(values[field.name], spec.initial[field.name]),
	);
	return Object.fromEntries(kept.map(({ name }) => [name, values[name] ?? '']));
}
