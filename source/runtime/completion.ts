import type { Files } from '../actions/action.js';
import { currentField, offer, textAt } from '../state/form.js';
import type { Field, FormModal } from '../state/modal.js';
import { updateModal } from '../state/modals.js';
import type { State } from '../state/state.js';
import type { Store } from './store.js';

/** Offers that are made at once. */
const most = 50;

/** Names of the engine's things that begin with a text. */
function names(state: State, kind: Field['completes'], text: string): readonly string[] {
	const all: Readonly<Partial<Record<NonNullable<Field['completes']>, () => readonly string[]>>> = {
		containers: () => state.containers.items.map(item => item.name),
		images: () => state.images.items.flatMap(item => item.tags),
		volumes: () => state.volumes.items.map(item => item.name),
		networks: () => state.networks.items.map(item => item.name),
	};
	if (!kind || text === '') return [];
	const known = all[kind];
	return known
		? known()
				.filter(name => name.startsWith(text))
				.slice(0, most)
		: [];
}

/** Offers completions for the field under the cursor: names at once, paths as soon as the folder was read. */
export function createCompleter({ store, files }: { store: Store; files: Files }): (form: FormModal) => void {
	const show = (form: FormModal, items: readonly string[]) =>
		store.update(state =>
			updateModal<FormModal>(state, form.id, open =>
				open.field === form.field && open.row === form.row && textAt(open) === textAt(form) ? offer(open, items) : open,
			),
		);
	return form => {
		const kind = currentField(form)?.completes;
		const text = textAt(form);
		if (kind === undefined) return;
		if (kind !== 'folders' && kind !== 'paths') return show(form, names(store.getState(), kind, text));
		if (text === '') return;
		files.complete(text, kind).then(
			items => show(form, items.slice(0, most)),
			() => {}, // A folder that cannot be read completes nothing; the form says so when it is checked.
		);
	};
}
