import { goTo, rowsOf, slots, submittedValues } from './form.js';
import type { Field, FormModal } from './modal.js';

type Sentences = Readonly<Record<string, string>>;

/** What is said beside one row of a form. */
export type Verdict = { readonly text: string; readonly level: 'error' | 'warning' };

/** All that is wrong with a form, and what it is advised of; asked once, told row by row. */
export type Judgement = {
	/** Whether it may be submitted. */
	readonly ok: boolean;
	/** The error of the whole form. */
	readonly whole: string | undefined;
	/** What shows beside a row now. An empty field is not told of before the cursor has left it. */
	beside(field: Field, row: number): Verdict | undefined;
	/** Whether a row is wrong, shown or not. */
	isWrong(field: Field, row: number): boolean;
};

/** Judges a form as it stands. */
export function judge(form: FormModal): Judgement {
	const values = submittedValues(form);
	const errors = form.spec.validate(values);
	const known = new Map<Field, readonly number[]>();
	const places = (field: Field) => {
		const found = known.get(field) ?? placesOf(rowsOf(field, form.values));
		known.set(field, found);
		return found;
	};
	const warnings = form.spec.warnings?.(values) ?? {};
	const find = (sentences: Sentences, field: Field, row: number): string | undefined => {
		if (field.kind !== 'rows') {
			return sentences[field.name];
		}
		return sentences[`${field.name}.${places(field)[row] ?? -1}`] ?? (row === 0 ? sentences[field.name] : undefined);
	};
	return {
		ok: Object.keys(errors).length === 0,
		whole: errors[''],
		isWrong: (field, row) => find(errors, field, row) !== undefined,
		beside(field, row) {
			const isHere = form.spec.fields[form.field] === field && form.row === row;
			if (isHere && form.note !== undefined) {
				return { text: form.note, level: 'warning' };
			}
			const isTold = textOfRow(form, field, row) !== '' || form.touched.has(field.name);
			const error = isTold ? find(errors, field, row) : undefined;
			if (error !== undefined) {
				return { text: error, level: 'error' };
			}
			const warning = find(warnings, field, row);
			return warning === undefined ? undefined : { text: warning, level: 'warning' };
		},
	};
}

function textOfRow({ values }: FormModal, { kind, name }: Field, row: number): string {
	const value = values[name];
	return (kind === 'rows' ? value?.[row] : typeof value === 'string' ? value : '') ?? '';
}

/** By row of a field: its place among those that are submitted; blank ones have -1. */
function placesOf(rows: readonly string[]): readonly number[] {
	let next = 0;
	return rows.map(row => (row.trim() === '' ? -1 : next++));
}

/**
 * Enter: submits, unless something is wrong (the cursor goes there), something was left out that the user has not been
 * told of (it is said once), or the form is at work already.
 */
export function submitForm(form: FormModal): { readonly form: FormModal } | 'submit' {
	if (form.busy) {
		return { form };
	}
	const judgement = judge(form);
	if (!judgement.ok) {
		return { form: toFirstError(form, judgement) };
	}
	if (form.leftOut.length === 0) {
		return 'submit';
	}
	const message = [...form.leftOut, 'Press Enter again to go on without it.'].join('\n');
	return { form: { ...form, leftOut: [], message } };
}

function toFirstError(form: FormModal, judgement: Judgement): FormModal {
	const touched = new Set(form.spec.fields.map(field => field.name));
	const told = { ...form, touched, completion: undefined };
	const open = { ...told, expanded: true };
	const wrong = slots(open).find(slot => {
		const field = slot === 'more' ? undefined : form.spec.fields[slot.field];
		return field && slot !== 'more' && judgement.isWrong(field, slot.row);
	});
	if (wrong === undefined || wrong === 'more') {
		return told;
	}
	// What is folded away unfolds only for its own error.
	return goTo(form.spec.fields[wrong.field]?.advanced ? open : told, wrong);
}
