import type { Field, FormModal, FormSpec, FormValues } from './modal.js';
import { editKey, insertText, type TextEdit, textEdit } from './text-edit.js';

/** A place for the cursor: a field, a row of it, or the line that unfolds the rest. */
export type Slot = { readonly field: number; readonly row: number } | 'more';

/** A new form with the cursor behind the first field's text. */
export function openForm(id: number, spec: FormSpec): FormModal {
	const expanded = spec.fields.some(field => field.advanced && isFilled(spec.initial[field.name]));
	const form: FormModal = {
		kind: 'form',
		id,
		spec,
		values: spec.initial,
		field: 0,
		row: 0,
		cursor: 0,
		touched: new Set(),
		expanded,
	};
	return { ...form, cursor: textEdit(textAt(form)).cursor };
}

const isFilled = (value: FormValues[string] | undefined): boolean =>
	value !== undefined && (typeof value === 'string' ? value !== '' && value !== 'false' : value.length > 0);

/** The rows of a field; a `rows` field ends with an empty one to type into. */
export function rowsOf(field: Field, values: FormValues): readonly string[] {
	const value = values[field.name];
	if (field.kind !== 'rows') return [typeof value === 'string' ? value : ''];
	const rows = Array.isArray(value) ? (value as readonly string[]) : [];
	return [...rows, ''];
}

/** Every place the cursor can go, from top to bottom. */
export function slots(form: FormModal): readonly Slot[] {
	const all: Slot[] = [];
	for (const [index, field] of form.spec.fields.entries()) {
		if (field.advanced && !form.expanded) continue;
		rowsOf(field, form.values).forEach((_, row) => {
			all.push({ field: index, row });
		});
	}
	if (!form.expanded && form.spec.fields.some(field => field.advanced)) all.push('more');
	return all;
}

/** The slot that has the cursor. `field` is -1 on the line that unfolds the rest. */
export const isOnMore = (form: FormModal): boolean => form.field < 0;
export const currentField = (form: FormModal): Field | undefined => form.spec.fields[form.field];

/** The text under the cursor. */
export function textAt(form: FormModal): string {
	const field = currentField(form);
	return field ? (rowsOf(field, form.values)[form.row] ?? '') : '';
}
export const editOf = (form: FormModal): TextEdit => ({ text: textAt(form), cursor: form.cursor });

/** What is submitted: rows without the blank ones, text as typed. */
export function submittedValues(form: FormModal): FormValues {
	return Object.fromEntries(
		form.spec.fields.map(field => {
			const value = form.values[field.name];
			if (field.kind === 'rows')
				return [field.name, (Array.isArray(value) ? value : []).filter(row => row.trim() !== '')];
			return [field.name, typeof value === 'string' ? value : ''];
		}),
	);
}

/** The form without what was typed into its secret fields: a password that was refused is not kept. */
export function forgetSecrets(form: FormModal): FormModal {
	const secret = form.spec.fields.filter(field => field.kind === 'secret').map(field => [field.name, ''] as const);
	if (secret.length === 0) return form;
	const emptied = { ...form, values: { ...form.values, ...Object.fromEntries(secret) } };
	return { ...emptied, cursor: Math.min(form.cursor, textAt(emptied).length) };
}

/** What is wrong with the form now, by field (`ports.1` for its second row). */
export const formErrors = (form: FormModal): Readonly<Record<string, string>> =>
	form.spec.validate(submittedValues(form));

/** Whether the error of a field shows yet: once the cursor has left it, or it holds text. */
export function errorOf(
	form: FormModal,
	errors: Readonly<Record<string, string>>,
	field: Field,
	row: number,
): string | undefined {
	const error =
		errors[field.kind === 'rows' ? `${field.name}.${row}` : field.name] ?? (row === 0 ? errors[field.name] : undefined);
	if (error === undefined) return undefined;
	const typed = (rowsOf(field, form.values)[row] ?? '') !== '';
	return typed || form.touched.has(field.name) ? error : undefined;
}

export type FormStep = { readonly form: FormModal } | 'submit' | 'leave';

/** Applies a key to a form. */
export function formKey(form: FormModal, key: string): FormStep {
	const field = currentField(form);
	switch (key) {
		case 'escape':
			return 'leave';
		case 'enter':
			return isOnMore(form) ? { form: unfold(form) } : 'submit';
		case 'down':
		case 'tab':
			if (key === 'tab' && form.completion) return { form: accept(form) };
			return { form: step(form, 1) };
		case 'up':
		case 'shift-tab':
			return { form: step(form, -1) };
	}
	if (isOnMore(form)) return { form: key === 'space' || key === 'right' ? unfold(form) : form };
	if (!field) return { form };
	if (field.kind === 'toggle')
		return { form: toggles(key) ? setText(form, textAt(form) === 'true' ? '' : 'true') : form };
	if (field.kind === 'choice') return { form: choose(form, field, key) };
	if (key === 'right' && form.completion && form.cursor === textEdit(textAt(form)).cursor)
		return { form: accept(form) };
	const before = editOf(form);
	if (key === 'backspace' && field.kind === 'rows' && before.text === '' && form.row > 0)
		return { form: dropRow(form, field) };
	const edit = editKey(before, key);
	return { form: edit ? setText(form, edit.text, edit.cursor) : form };
}

/** Puts pasted text into the form: a whole `docker …` line fills it, other text goes to the field; lines become rows. */
export function formPaste(form: FormModal, text: string): FormModal {
	const line = text.trim();
	const parsed = /^(\$\s+)?(sudo\s+)?(docker|podman)\s/.test(line) ? form.spec.parse?.(line) : undefined;
	if (parsed) {
		const message = parsed.unsupported.length > 0 ? `Not taken over: ${parsed.unsupported.join(', ')}` : undefined;
		const filled = openForm(form.id, { ...form.spec, initial: { ...form.values, ...parsed.values } });
		return { ...filled, spec: form.spec, message };
	}
	const field = currentField(form);
	if (!field || field.kind === 'toggle' || field.kind === 'choice') return form;
	const lines = line.split(/\r\n?|\n/);
	if (field.kind === 'rows' && lines.length > 1) {
		return lines.reduce((filled, row) => step(setText(filled, insertText(editOf(filled), row).text), 1), form);
	}
	const edit = insertText(editOf(form), text);
	return setText(form, edit.text, edit.cursor);
}

/** Offers completions of the text under the cursor; none closes the offer. */
export function offer(form: FormModal, items: readonly string[]): FormModal {
	const text = textAt(form);
	const useful = items.filter(item => item !== text && item.startsWith(text));
	if (useful.length === 0) return form.completion ? { ...form, completion: undefined } : form;
	return { ...form, completion: { items: useful, index: 0 } };
}

/** Takes the offer as a shell does: what all offers share, or the first when that is nothing new. */
function accept(form: FormModal): FormModal {
	const items = form.completion?.items ?? [];
	const first = items[0];
	if (first === undefined) return form;
	let shared = first;
	for (const item of items) while (!item.startsWith(shared)) shared = shared.slice(0, -1);
	const text = shared.length > textAt(form).length ? shared : first;
	return { ...setText(form, text), completion: undefined };
}

const toggles = (key: string): boolean => key === 'space' || key === 'left' || key === 'right' || key === 'x';

function choose(form: FormModal, field: Field, key: string): FormModal {
	const choices = field.choices ?? [];
	const by = key === 'right' || key === 'space' ? 1 : key === 'left' ? -1 : 0;
	if (by === 0 || choices.length === 0) return form;
	const at = choices.findIndex(choice => choice.value === textAt(form));
	return setText(form, choices[(at + by + choices.length) % choices.length]?.value ?? '');
}

const unfold = (form: FormModal): FormModal => {
	const first = form.spec.fields.findIndex(field => field.advanced);
	return goTo({ ...form, expanded: true }, { field: first, row: 0 });
};

function step(form: FormModal, by: 1 | -1): FormModal {
	const all = slots(form);
	const at = all.findIndex(slot =>
		slot === 'more' ? isOnMore(form) : slot.field === form.field && slot.row === form.row,
	);
	const next = all[(Math.max(at, 0) + by + all.length) % all.length];
	const field = currentField(form);
	const touched = field ? new Set(form.touched).add(field.name) : form.touched;
	return next === undefined ? form : goTo({ ...form, touched }, next);
}

function goTo(form: FormModal, slot: Slot): FormModal {
	const moved = { ...form, ...(slot === 'more' ? { field: -1, row: 0 } : slot), completion: undefined };
	return { ...moved, cursor: textEdit(textAt(moved)).cursor };
}

function setText(form: FormModal, text: string, cursor = textEdit(text).cursor): FormModal {
	const field = currentField(form);
	if (!field) return form;
	const rows = rowsOf(field, form.values).map((row, index) => (index === form.row ? text : row));
	while (rows.length > 0 && rows.at(-1) === '') rows.pop();
	const value = field.kind === 'rows' ? rows : text;
	return {
		...form,
		values: { ...form.values, [field.name]: value },
		cursor,
		message: undefined,
		completion: undefined,
	};
}

function dropRow(form: FormModal, field: Field): FormModal {
	const rows = rowsOf(field, form.values).filter((_, index) => index !== form.row);
	while (rows.length > 0 && rows.at(-1) === '') rows.pop();
	return goTo({ ...form, values: { ...form.values, [field.name]: rows } }, { field: form.field, row: form.row - 1 });
}
