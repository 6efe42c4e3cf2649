import type { Field, FieldValue, FormSpec, FormValues, PastedLine, Sentences } from './modal.js';

/** A field's definition with the type of its value. */
export type FieldOf<V extends FieldValue> = Omit<Field, 'name'> & {
	readonly initial: V;
	/** Returns true if a stored value is one that this field can have. */
	accepts(value: FieldValue | undefined): value is V;
};

/** Fields by name, in the order in which they are shown. */
export type Fields = Readonly<Record<string, FieldOf<FieldValue>>>;

/** The values of a form, inferred from its fields: `ValuesOf<typeof fields>`. */
export type ValuesOf<F extends Fields> = { readonly [K in keyof F]: F[K]['initial'] };

type Options = Pick<
	Field,
	'placeholder' | 'help' | 'completes' | 'suggest' | 'lookUp' | 'advanced' | 'once' | 'oneWord'
>;

const isText = (value: FieldValue | undefined): value is string => typeof value === 'string';

/** One line of text. */
export const text = (label: string, options: Options = {}): FieldOf<string> => ({
	...options,
	label,
	kind: 'text',
	initial: '',
	accepts: isText,
});

/** A text that is masked on screen and never remembered. */
export const secret = (label: string, options: Options = {}): FieldOf<string> => ({
	...options,
	label,
	kind: 'secret',
	initial: '',
	accepts: isText,
});

/** Yes or no. */
export const toggle = (label: string, options: Options & { readonly initial?: boolean } = {}): FieldOf<boolean> => ({
	initial: false,
	...options,
	label,
	kind: 'toggle',
	accepts: value => typeof value === 'boolean',
});

/** Any number of texts, one a row. Blank rows are not submitted. */
export const rows = (label: string, options: Options = {}): FieldOf<readonly string[]> => ({
	...options,
	label,
	kind: 'rows',
	initial: [],
	accepts: value => typeof value === 'object',
});

type Option<V extends string> = { readonly value: V; readonly label: string };

/** One of several options, at least one; the first is the initial value. */
export function choice<const V extends string>(
	label: string,
	choices: readonly [Option<V>, ...Option<V>[]],
	options: Options = {},
): FieldOf<V> {
	return {
		...options,
		label,
		kind: 'choice',
		choices,
		initial: choices[0].value,
		accepts: (value): value is V => choices.some(option => option.value === value),
	};
}

/** A choice that may also hold a text which is none of its options: a pasted line put it there. */
export const openChoice = (
	label: string,
	choices: readonly Option<string>[],
	options: Options = {},
): FieldOf<string> => ({
	...options,
	label,
	kind: 'choice',
	choices,
	initial: choices[0]?.value ?? '',
	accepts: isText,
});

/** Options that are labelled with their own values. */
export const plainOptions = <const V extends string>([first, ...more]: readonly [V, ...V[]]): readonly [
	Option<V>,
	...Option<V>[],
] => [{ value: first, label: first }, ...more.map(value => ({ value, label: value }))];

/** A form as an action defines it: a FormSpec whose functions get the values that its fields define. */
export type FormOf<F extends Fields> = Pick<FormSpec, 'submit' | 'memory' | 'pasteHint'> & {
	readonly title: string | ((values: ValuesOf<F>) => string);
	readonly fields: F;
	/** Values to begin with, where they differ from those of the fields. */
	readonly initial?: Partial<ValuesOf<F>>;
	validate?(values: ValuesOf<F>): Sentences;
	command?(values: ValuesOf<F>): readonly string[];
	readonly notes?: readonly string[] | ((values: ValuesOf<F>) => readonly string[]);
	parse?(text: string): PastedLine<ValuesOf<F>> | undefined;
	warnings?(values: ValuesOf<F>): Sentences;
};

function areValuesOf<F extends Fields>(fields: F, values: FormValues): values is ValuesOf<F> {
	return Object.entries(fields).every(([name, field]) => field.accepts(values[name]));
}

/** Reads the values of a form, which a modal stores by name, as its fields define them. Throws for values of another form. */
export function readValues<F extends Fields>({ fields }: FormOf<F>, values: FormValues): ValuesOf<F> {
	if (!areValuesOf(fields, values)) {
		throw new TypeError(`values of another form: ${Object.keys(values).join(', ')}`);
	}
	return values;
}

/** Returns the values that a form's fields can have: a remembered option may not be offered any more. */
export const acceptedValues = (fields: Fields, values: Readonly<Record<string, FieldValue | undefined>>): FormValues =>
	Object.fromEntries(
		Object.entries(values).flatMap(([name, value]) => (fields[name]?.accepts(value) ? [[name, value] as const] : [])),
	);

/** The same form as a modal holds it: its fields as a list, its values by name. */
export function formSpec<F extends Fields>(form: FormOf<F>): FormSpec {
	const { title, notes, validate, command, warnings, parse } = form;
	const read = (values: FormValues) => readValues(form, values);
	const entries = Object.entries<Fields[string]>(form.fields);
	const defaults = Object.fromEntries(entries.map(([name, { initial }]) => [name, initial]));
	return {
		submit: form.submit,
		memory: form.memory,
		pasteHint: form.pasteHint,
		title: typeof title === 'function' ? values => title(read(values)) : title,
		fields: entries.map(([name, { initial, accepts, ...field }]) => ({ ...field, name })),
		initial: { ...defaults, ...acceptedValues(form.fields, form.initial ?? {}) },
		validate: values => validate?.(read(values)) ?? {},
		command: command && (values => command(read(values))),
		notes: typeof notes === 'function' ? values => notes(read(values)) : notes,
		warnings: warnings && (values => warnings(read(values))),
		parse,
	};
}
