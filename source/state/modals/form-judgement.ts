import { goTo, isOn, rowsOf, slots, submittedValues } from './form.js';
import type { Field, FormModal, Sentences } from './modal.js';

/** The error or the advice that is shown beside one row of a form. */
export type Verdict = { readonly text: string; readonly level: 'error' | 'warning' };

/** The errors and the advice for a form: computed once, read row by row. */
export type Judgement = {
	/** True if the form may be submitted. */
	readonly ok: boolean;
	/** The error of the whole form. */
	readonly whole: string | undefined;
	/** The verdict to show beside a row now. The error of an empty field shows only after the cursor has left the field. */
	beside(field: Field, row: number): Verdict | undefined;
	/** Returns true if a row has an error, shown or not. */
	isWrong(field: Field, row: number): boolean;
};

/** Judges a form with its values as they are now. */
export function judge(form: FormModal): Judgement {
	const values = submittedValues(form);
	const errors = form.spec.validate(values);
	const known = new Map<Field, readonly number[]>();
	const places = (field: Field) => {
		const found = known.get(field) ?? placesOf(rowsOf(field, form.values));
		known.set(field, found);
		return found;
	};
	// While the values are tried, they exist already in part: the name of a new container is taken by that container.
	const warnings = form.busy ? {} : (form.spec.warnings?.(values) ?? {});
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
			const showsError = !isEmpty(form, field, row) || form.touched.has(field.name);
			const error = showsError ? find(errors, field, row) : undefined;
			if (error !== undefined) {
				return { text: error, level: 'error' };
			}
			const warning = find(warnings, field, row);
			return warning === undefined ? undefined : { text: warning, level: 'warning' };
		},
	};
}

const isEmpty = ({ values }: FormModal, field: Field, row: number): boolean =>
	(rowsOf(field, values)[row] ?? '') === '' && !isOn(field, values);

/** For each row of a field: its index among the submitted rows; -1 for a blank row. */
function placesOf(rows: readonly string[]): readonly number[] {
	let next = 0;
	return rows.map(row => (row.trim() === '' ? -1 : next++));
}

/**
 * Enter: submits, unless a field is wrong (the cursor goes there), the form could not hold all of a pasted line (the form
 * shows once what it left out), or the submitted values are being tried already.
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
	const message = [...form.leftOut, 'Press Enter again to continue without it.'].join('\n');
	return { form: { ...form, leftOut: [], message } };
}

function toFirstError(form: FormModal, judgement: Judgement): FormModal {
	const touched = new Set(form.spec.fields.map(field => field.name));
	const folded = { ...form, touched, completion: undefined };
	const open = { ...folded, expanded: true };
	const wrong = slots(open).find(slot => {
		const field = slot === 'more' ? undefined : form.spec.fields[slot.field];
		return field && slot !== 'more' && judgement.isWrong(field, slot.row);
	});
	if (wrong === undefined || wrong === 'more') {
		return folded;
	}
	// Folded fields unfold only for an error of their own.
	return goTo(form.spec.fields[wrong.field]?.advanced ? open : folded, wrong);
}
