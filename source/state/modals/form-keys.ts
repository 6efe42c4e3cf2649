import { graphemeCount } from '../../domain/text/graphemes.js';
import {
	currentField,
	editOf,
	goTo,
	isOnMore,
	openForm,
	rowsOf,
	type Slot,
	slots,
	textAt,
	withRows,
	withText,
	withTurned,
} from './form.js';
import { acceptOffer, chooseOffer } from './form-completion.js';
import { submitForm } from './form-judgement.js';
import type { Field, FormModal } from './modal.js';
import { editKey, insertText, mostInField, textEdit, tooLong } from './text-edit.js';

export type FormStep = { readonly form: FormModal } | 'submit' | 'leave';

/** Applies a key to a form. While the submitted values are being tried, only Esc does anything. */
export function formKey(form: FormModal, key: string): FormStep {
	if (key === 'escape') {
		return 'leave';
	}
	if (form.busy) {
		return { form };
	}
	switch (key) {
		case 'enter':
			return isOnMore(form) ? { form: unfold(form) } : submitForm(form);
		case 'tab':
			return { form: form.completion?.byTab ? acceptOffer(form) : step(form, 1) };
		case 'down':
			return { form: step(form, 1) };
		case 'up':
		case 'shift-tab':
			return { form: step(form, -1) };
		case 'pageup':
			return { form: goTo(form, slots(form)[0] ?? 'more') };
		case 'pagedown':
			return { form: goTo(form, slots(form).at(-1) ?? 'more') };
		case 'ctrl-n':
			return { form: chooseOffer(form, 1) };
		case 'ctrl-p':
			return { form: chooseOffer(form, -1) };
	}
	const field = currentField(form);
	if (!field) {
		return { form: key === 'space' || key === 'right' ? unfold(form) : form };
	}
	if (field.kind === 'toggle') {
		return { form: turnsToggle(key) ? withTurned(form, field) : form };
	}
	if (field.kind === 'choice') {
		return { form: choose(form, field, key) };
	}
	return { form: edit(form, field, key) };
}

function edit(form: FormModal, field: Field, key: string): FormModal {
	const before = editOf(form);
	if (key === 'right' && form.completion && form.cursor === graphemeCount(before.text)) {
		return acceptOffer(form);
	}
	if (field.kind === 'rows' && before.text === '') {
		if (key === 'backspace' && form.row > 0) {
			return goTo(dropRow(form, field), { field: form.field, row: form.row - 1 });
		}
		if (key === 'delete') {
			return goTo(dropRow(form, field), { field: form.field, row: form.row });
		}
	}
	const after = editKey(before, key);
	if (!after) {
		return form;
	}
	const note = after.note ?? (after.text.length > before.text.length ? tooMuch(form, field, key) : undefined);
	if (note !== undefined) {
		return { ...form, note };
	}
	return after.text === before.text
		? { ...form, cursor: after.cursor, note: undefined }
		: withText(form, after.text, after.cursor);
}

const dropRow = (form: FormModal, field: Field): FormModal =>
	withRows(
		form,
		field,
		rowsOf(field, form.values).filter((_, index) => index !== form.row),
	);

const turnsToggle = (key: string): boolean => key === 'space' || key === 'left' || key === 'right' || key === 'x';

function choose(form: FormModal, field: Field, key: string): FormModal {
	const choices = field.choices ?? [];
	const by = key === 'right' || key === 'space' ? 1 : key === 'left' ? -1 : 0;
	if (by === 0 || choices.length === 0) {
		return form;
	}
	const at = choices.findIndex(choice => choice.value === textAt(form));
	const next = at < 0 ? 0 : (at + by + choices.length) % choices.length;
	return withText(form, choices[next]?.value ?? '');
}

const unfold = (form: FormModal): FormModal =>
	goTo({ ...form, expanded: true }, { field: form.spec.fields.findIndex(field => field.advanced), row: 0 });

/** The next or previous slot, around the end. */
function step(form: FormModal, by: 1 | -1): FormModal {
	const all = slots(form);
	const isHere = (slot: Slot) =>
		slot === 'more' ? isOnMore(form) : slot.field === form.field && slot.row === form.row;
	return goTo(form, all[(all.findIndex(isHere) + by + all.length) % all.length] ?? 'more');
}

/** The limit of rows in one field. */
const maxRows = 1000;

/** The reason why a text is too long for all rows of a field together; undefined when it fits. */
function tooMuch(form: FormModal, field: Field, text: string): string | undefined {
	return field.kind === 'rows' ? tooLong(text, rowsOf(field, form.values).join('\n'), mostInField) : undefined;
}

/**
 * Puts pasted text into the form: a whole `docker …` line fills it, other text goes to the field; lines become rows. A text
 * that is too long is refused, with a note beside the field.
 */
export function formPaste(form: FormModal, pasted: string): FormModal {
	if (form.busy) {
		return form;
	}
	const refused = tooLong(pasted, '', mostInField);
	if (refused !== undefined) {
		return { ...form, note: refused };
	}
	// Terminals paste line ends as carriage returns.
	const text = pasted.replace(/\r\n?/g, '\n');
	const filled = fill(form, text.trim());
	if (filled) {
		return filled;
	}
	const field = currentField(form);
	if (!field || field.kind === 'toggle' || field.kind === 'choice') {
		return form;
	}
	if (field.oneWord && /\S\s+\S/.test(text)) {
		return { ...form, note: `not pasted: no docker command, and ${field.label} has no blanks` };
	}
	const lines = text.split('\n').filter(line => line.trim() !== '');
	const note = tooMuch(form, field, text);
	if (note !== undefined) {
		return { ...form, note };
	}
	if (field.kind !== 'rows' || lines.length < 2) {
		const next = insertText(editOf(form), lines.length === 1 ? lines[0]! : text);
		return next.note === undefined ? withText(form, next.text, next.cursor) : { ...form, note: next.note };
	}
	const [first = '', ...more] = lines.map(line => insertText(textEdit(), line.trim()).text);
	const rows = rowsOf(field, form.values);
	if (rows.length + more.length > maxRows) {
		return { ...form, note: manyRows(lines.length) };
	}
	const upTo = [...rows.slice(0, form.row), insertText(editOf(form), first).text, ...more];
	const next = withRows(form, field, [...upTo, ...rows.slice(form.row + 1)]);
	return goTo(next, { field: form.field, row: upTo.length });
}

const manyRows = (lines: number): string => `not pasted, ${lines} lines: a field takes at most ${maxRows} rows`;

/** The form filled from a docker line; the next Enter shows the parts that the form cannot hold. */
function fill(form: FormModal, line: string): FormModal | undefined {
	const parsed = form.spec.parse?.(line);
	if (!parsed) {
		return undefined;
	}
	if ('refusal' in parsed) {
		return { ...form, refused: line };
	}
	const { unsupported, notes } = parsed;
	const rows = Math.max(...Object.values(parsed.values).map(value => (typeof value === 'object' ? value.length : 1)));
	if (rows > maxRows) {
		return { ...form, note: manyRows(rows) };
	}
	const next = openForm(form.id, form.spec, { ...form.values, ...parsed.values });
	const messages = [...unsupported, ...notes];
	return { ...next, leftOut: unsupported, message: messages.length > 0 ? messages.join('\n') : undefined };
}
