import { graphemeCount } from '../../domain/text/graphemes.js';
import type { Field, FormModal, FormSpec, FormValues } from './modal.js';
import type { TextEdit } from './text-edit.js';

/** A place for the cursor: a field, a row of it, or the line that unfolds the rest. */
export type Slot = { readonly field: number; readonly row: number } | 'more';

/** A new form with the cursor behind the first field's text. `remembered` are values of an earlier time, kept where set. */
export function openForm(id: number, spec: FormSpec, remembered: FormValues = {}): FormModal {
	const values = { ...spec.initial, ...remembered };
	const expanded = spec.fields.some(field => field.advanced && isFilled(field, values));
	const form: FormModal = {
		kind: 'form',
		id,
		spec,
		values,
		field: 0,
		row: 0,
		cursor: 0,
		touched: new Set(),
		expanded,
		busy: false,
		leftOut: [],
	};
	return { ...form, cursor: graphemeCount(textAt(form)) };
}

/** Whether a folded field holds something that must be seen. */
function isFilled(field: Field, values: FormValues): boolean {
	const value = values[field.name];
	if (value === undefined || value === '' || value === 'false') {
		return false;
	}
	// A choice always holds one of its values; the first is what happens anyway.
	return field.kind === 'choice' ? value !== field.choices?.[0]?.value : value.length > 0;
}

/** The rows of a field; a `rows` field ends with an empty one to type into. */
export function rowsOf(field: Field, values: FormValues): readonly string[] {
	const value = values[field.name];
	if (field.kind !== 'rows') {
		return [typeof value === 'string' ? value : ''];
	}
	const rows = Array.isArray(value) ? (value as readonly string[]) : [];
	return [...rows, ''];
}

/** Every place the cursor can go, from top to bottom. */
export function slots(form: FormModal): readonly Slot[] {
	const all: Slot[] = [];
	for (const [index, field] of form.spec.fields.entries()) {
		if (field.advanced && !form.expanded) {
			continue;
		}
		rowsOf(field, form.values).forEach((_, row) => {
			all.push({ field: index, row });
		});
	}
	if (!form.expanded && form.spec.fields.some(field => field.advanced)) {
		all.push('more');
	}
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

/** Moves the cursor behind a slot's text; the field it leaves counts as touched. */
export function goTo(form: FormModal, slot: Slot): FormModal {
	const left = currentField(form);
	const moved: FormModal = {
		...form,
		...(slot === 'more' ? { field: -1, row: 0 } : slot),
		touched: left && !form.touched.has(left.name) ? new Set([...form.touched, left.name]) : form.touched,
		completion: undefined,
		note: undefined,
	};
	return { ...moved, cursor: graphemeCount(textAt(moved)) };
}

/** The same form with other rows in a `rows` field; empty ones at the end go. */
export function withRows(form: FormModal, field: Field, rows: readonly string[]): FormModal {
	const last = rows.findLastIndex(row => row !== '');
	return changed(form, field, rows.slice(0, last + 1));
}

/** The same form with another text under the cursor, the cursor behind it unless told. */
export function withText(form: FormModal, text: string, cursor = graphemeCount(text)): FormModal {
	const field = currentField(form);
	if (!field) {
		return form;
	}
	const next =
		field.kind === 'rows'
			? withRows(
					form,
					field,
					rowsOf(field, form.values).map((row, index) => (index === form.row ? text : row)),
				)
			: changed(form, field, text);
	return { ...next, cursor };
}

/** What was said of the form before no longer holds once it is changed. */
const changed = (form: FormModal, field: Field, value: string | readonly string[]): FormModal => ({
	...form,
	values: { ...form.values, [field.name]: value },
	message: undefined,
	completion: undefined,
	note: undefined,
});

/** What a form is for, as it is filled in now. */
export function titleOf(form: FormModal): string {
	const { title } = form.spec;
	return typeof title === 'function' ? title(submittedValues(form)) : title;
}

/** What is submitted: rows without the blank ones, text as typed. */
export function submittedValues(form: FormModal): FormValues {
	return Object.fromEntries(
		form.spec.fields.map(field => {
			const value = form.values[field.name];
			if (field.kind === 'rows') {
				return [field.name, (Array.isArray(value) ? value : []).filter(row => row.trim() !== '')];
			}
			return [field.name, typeof value === 'string' ? value : ''];
		}),
	);
}

/** Empties the fields that hold a secret: what was refused is not kept. */
export function forgetSecrets(form: FormModal): FormModal {
	const secret = form.spec.fields.filter(field => field.kind === 'secret').map(field => [field.name, ''] as const);
	if (secret.length === 0) {
		return form;
	}
	const emptied = { ...form, values: { ...form.values, ...Object.fromEntries(secret) } };
	return { ...emptied, cursor: Math.min(form.cursor, graphemeCount(textAt(emptied))) };
}
