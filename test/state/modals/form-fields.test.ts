import { describe, expect, test } from 'vitest';
import {
	acceptedValues,
	choice,
	type FormOf,
	formSpec,
	openChoice,
	plainOptions,
	readValues,
	rows,
	secret,
	text,
	toggle,
} from '../../../source/state/modals/form-fields.js';

const fields = {
	name: text('Name', { placeholder: 'any' }),
	password: secret('Password'),
	tags: rows('Tags'),
	pull: toggle('Pull', { initial: true }),
	driver: choice('Driver', plainOptions(['bridge', 'overlay'])),
	restart: openChoice('Restart', plainOptions(['no', 'always'])),
};
const form: FormOf<typeof fields> = {
	title: ({ name }) => `Make ${name}`,
	submit: 'Make',
	fields,
	initial: { name: 'web' },
	validate: ({ tags, pull }): Record<string, string> => (pull && tags.length === 0 ? { tags: 'none' } : {}),
	command: ({ name, driver }) => ['docker', 'make', name, driver],
};

describe('a form with typed fields', () => {
	test('starts with the initial values of its fields, unless the form has others', () => {
		expect(formSpec(form).initial).toEqual({
			name: 'web',
			password: '',
			tags: [],
			pull: true,
			driver: 'bridge',
			restart: 'no',
		});
	});

	test('lists its fields by name in the order of their definition', () => {
		const spec = formSpec(form);
		expect(spec.fields.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
			'name text',
			'password secret',
			'tags rows',
			'pull toggle',
			'driver choice',
			'restart choice',
		]);
		expect(spec.fields[0]).toEqual({ name: 'name', label: 'Name', kind: 'text', placeholder: 'any' });
	});

	test('passes typed values to its title, checks and command', () => {
		const { initial, title, validate, command } = formSpec(form);
		expect(typeof title === 'function' && title(initial)).toBe('Make web');
		expect(validate(initial)).toEqual({ tags: 'none' });
		expect(validate({ ...initial, tags: ['a'] })).toEqual({});
		expect(command?.({ ...initial, driver: 'overlay' })).toEqual(['docker', 'make', 'web', 'overlay']);
	});

	test('accepts any form when it has no check', () => {
		expect(formSpec({ title: 'F', submit: 'Go', fields }).validate({})).toEqual({});
	});

	test('infers the type of each value from its field', () => {
		const values: {
			readonly name: string;
			readonly password: string;
			readonly tags: readonly string[];
			readonly pull: boolean;
			readonly driver: 'bridge' | 'overlay';
			readonly restart: string;
		} = readValues(form, formSpec(form).initial);
		expect(values.driver).toBe('bridge');
	});

	test('refuses values that its fields cannot have', () => {
		const { initial } = formSpec(form);
		expect(() => readValues(form, { ...initial, pull: 'true' })).toThrow(TypeError);
		expect(() => readValues(form, { name: 'web' })).toThrow(TypeError);
	});

	test('drops remembered values that its fields do not offer any more', () => {
		expect(
			acceptedValues(fields, { driver: 'macvlan', restart: 'on-failure:3', tags: 'x', gone: 'x', pull: false }),
		).toEqual({ restart: 'on-failure:3', pull: false });
	});
});
