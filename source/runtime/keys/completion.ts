import type { Files } from '../../actions/files.js';
import { currentField, textAt } from '../../state/modals/form.js';
import { offer } from '../../state/modals/form-completion.js';
import type { Field, FormModal } from '../../state/modals/modal.js';
import { updateModal } from '../../state/modals/modals.js';
import type { State } from '../../state/state.js';
import type { Store } from '../store.js';

/** Completions that are offered at once. */
const maxOffers = 50;

/** Names of containers, images, volumes or networks that begin with a text. */
function namesFor(state: State, kind: Field['completes'], text: string): readonly string[] {
	const all: Readonly<Partial<Record<NonNullable<Field['completes']>, () => readonly string[]>>> = {
		containers: () => state.lists.containers.items.map(item => item.name),
		images: () => state.lists.images.items.flatMap(item => item.tags),
		volumes: () => state.lists.volumes.items.map(item => item.name),
		networks: () => state.lists.networks.items.map(item => item.name),
		mounts: () => (text.includes(':') ? [] : state.lists.volumes.items.map(item => `${item.name}:`)),
	};
	if (!kind || text === '') {
		return [];
	}
	return (all[kind]?.() ?? []).filter(name => name.startsWith(text)).slice(0, maxOffers);
}

/** The kind of path that completes a text; undefined when the text is no path. */
function pathKind(kind: Field['completes'], text: string): 'folders' | 'paths' | undefined {
	if (text === '') {
		return undefined;
	}
	if (kind === 'folders' || kind === 'paths') {
		return kind;
	}
	return kind === 'mounts' && /^[./~]/.test(text) && !text.includes(':') ? 'paths' : undefined;
}

/** Offers completions for the field under the cursor: names at once, paths and looked up values once they are read. */
export function createCompleter({ store, files }: { store: Store; files: Files }): (form: FormModal) => void {
	const show = (form: FormModal, items: readonly string[]) =>
		store.update(state =>
			updateModal(state, form, open =>
				open.field === form.field && open.row === form.row && textAt(open) === textAt(form) ? offer(open, items) : open,
			),
		);
	return form => {
		const field = currentField(form);
		if (!field || form.busy) {
			return;
		}
		const text = textAt(form);
		const known = [...(field.suggest?.(text, form.values) ?? []), ...namesFor(store.getState(), field.completes, text)];
		if (field.completes || field.suggest || field.lookUp) {
			show(form, known);
		}
		field.lookUp?.(form.values).then(
			items => show(form, [...known, ...items]),
			() => {}, // A field whose values cannot be looked up is typed.
		);
		const kind = pathKind(field.completes, text);
		if (kind === undefined) {
			return;
		}
		files.complete(text, kind).then(
			items => show(form, [...known, ...items.slice(0, maxOffers)]),
			() => {}, // A folder that cannot be read completes nothing; the form's check reports it.
		);
	};
}
