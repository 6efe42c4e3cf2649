import { graphemeCount } from '../../domain/text/graphemes.js';
import type { Field, FieldValue, FormModal, FormSpec, FormValues } from './modal.js';
import type { TextEdit } from './text-edit.js';

/** A place for the cursor: a field, a row of it, or the line that unfolds the rest. */
export type Slot = { readonly field: number; readonly row: number } | 'more';

/** A new form with the cursor behind the first field's text. `remembered`: values of an earlier form, which replace the initial ones. */
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

/** Returns true if a folded field has a value that the user must see. */
function isFilled(field: Field, values: FormValues): boolean {
	const value = values[field.name];
	if (field.kind === 'choice') {
		// A choice always has a value; the first option changes nothing.
		return value !== '' && value !== field.choices?.[0]?.value;
	}
	return typeof value === 'object' ? value.length > 0 : value === true || (typeof value === 'string' && value !== '');
}

/** The rows of text of a field; a `rows` field ends with an empty one to type into. A toggle has one row without text. */
export function rowsOf(field: Field, values: FormValues): readonly string[] {
	const value = values[field.name];
	if (field.kind !== 'rows') {
		return [typeof value === 'string' ? value : ''];
	}
	return typeof value === 'object' ? [...value, ''] : [''];
}

/** Returns true for a toggle that is on. */
export const isOn = (field: Field, values: FormValues): boolean => values[field.name] === true;

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

/** The text that an empty field shows. */
export const placeholderOf = ({ placeholder = '' }: Field, values: FormValues): string =>
	typeof placeholder === 'function' ? placeholder(values) : placeholder;

/** The text under the cursor. */
export function textAt(form: FormModal): string {
	const field = currentField(form);
	return field ? (rowsOf(field, form.values)[form.row] ?? '') : '';
}
export const editOf = (form: FormModal): TextEdit => ({ text: textAt(form), cursor: form.cursor });

/** Moves the cursor behind a slot's text; the field that it leaves counts as touched. */
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

/** The same form with another text under the cursor, the cursor behind it unless `cursor` is given. */
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

/** The same form with a toggle turned. */
export const withTurned = (form: FormModal, field: Field): FormModal => changed(form, field, !isOn(field, form.values));

/** A change clears the messages about the values before it. */
const changed = (form: FormModal, field: Field, value: FieldValue): FormModal => ({
	...form,
	values: { ...form.values, [field.name]: value },
	message: undefined,
	completion: undefined,
	note: undefined,
});

/** The heading of a form with its values as they are now. */
export function titleOf(form: FormModal): string {
	const { title } = form.spec;
	return typeof title === 'function' ? title(submittedValues(form)) : title;
}

/** The values to submit: rows without the blank ones, text as typed. */
export const submittedValues = ({ spec, values }: FormModal): FormValues =>
	Object.fromEntries(spec.fields.map(field => [field.name, submittedValue(field, values[field.name])]));

function submittedValue({ kind }: Field, value: FieldValue | undefined): FieldValue {
	switch (kind) {
		case 'rows':
			return typeof value === 'object' ? value.filter(row => row.trim() !== '') : [];
		case 'toggle':
			return value === true;
		default:
			return typeof value === 'string' ? value : '';
	}
}

/** Empties the fields that hold a secret: a refused secret is not kept. */
export function forgetSecrets(form: FormModal): FormModal {
	const secret = form.spec.fields.filter(field => field.kind === 'secret').map(field => [field.name, ''] as const);
	if (secret.length === 0) {
		return form;
	}
	const emptied = { ...form, values: { ...form.values, ...Object.fromEntries(secret) } };
	return { ...emptied, cursor: Math.min(form.cursor, graphemeCount(textAt(emptied))) };
}
