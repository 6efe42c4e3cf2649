import type { Files } from '../../actions/action.js';
import { currentField, textAt } from '../../state/modals/form.js';
import { offer } from '../../state/modals/form-completion.js';
import type { Field, FormModal } from '../../state/modals/modal.js';
import { updateModal } from '../../state/modals/modals.js';
import type { State } from '../../state/state.js';
import type { Store } from '../store.js';

/** Offers that are made at once. */
const most = 50;

/** Names of the engine's things that begin with a text. */
function names(state: State, kind: Field['completes'], text: string): readonly string[] {
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
	return (all[kind]?.() ?? []).filter(name => name.startsWith(text)).slice(0, most);
}

/** The kind of path that completes for a text; undefined when it is none. */
function pathKind(kind: Field['completes'], text: string): 'folders' | 'paths' | undefined {
	if (text === '') {
		return undefined;
	}
	if (kind === 'folders' || kind === 'paths') {
		return kind;
	}
	return kind === 'mounts' && /^[./~]/.test(text) && !text.includes(':') ? 'paths' : undefined;
}

/** Offers completions for the field under the cursor: names at once, paths as soon as the folder was read. */
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
		const known = [...(field.suggest?.(text) ?? []), ...names(store.getState(), field.completes, text)];
		if (field.completes || field.suggest) {
			show(form, known);
		}
		const kind = pathKind(field.completes, text);
		if (kind === undefined) {
			return;
		}
		files.complete(text, kind).then(
			items => show(form, [...known, ...items.slice(0, most)]),
			() => {}, // A folder that cannot be read completes nothing; the form says so when it is checked.
		);
	};
}
