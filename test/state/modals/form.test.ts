import { describe, expect, test } from 'vitest';
import { forgetSecrets, openForm, rowsOf, slots, submittedValues, textAt } from '../../../source/state/modals/form.js';
import { offer } from '../../../source/state/modals/form-completion.js';
import { judge, submitForm } from '../../../source/state/modals/form-judgement.js';
import { formKey, formPaste } from '../../../source/state/modals/form-keys.js';
import type { FormModal, FormSpec } from '../../../source/state/modals/modal.js';

const spec: FormSpec = {
	title: 'A form',
	submit: 'Go',
	fields: [
		{ name: 'name', label: 'Name', kind: 'text' },
		{ name: 'rows', label: 'Rows', kind: 'rows' },
		{ name: 'pick', label: 'Pick', kind: 'choice', choices: ['a', 'b', 'c'].map(value => ({ value, label: value })) },
		{ name: 'on', label: 'On', kind: 'toggle' },
		{ name: 'secret', label: 'Secret', kind: 'secret' },
		{ name: 'deep', label: 'Deep', kind: 'text', advanced: true },
	],
	initial: { name: '', rows: [], pick: 'a', on: false, secret: '', deep: '' },
	validate: values => ({
		...(values.name === '' ? { name: 'a name is needed' } : {}),
		...(values.deep === 'bad' ? { deep: 'not that' } : {}),
		...Object.fromEntries(
			(values.rows as string[]).flatMap((row, at) => (row === 'bad' ? [[`rows.${at}`, 'no']] : [])),
		),
	}),
	parse: text =>
		text.startsWith('docker ')
			? { values: { name: text.slice(7) }, unsupported: ['Left out: --x'], notes: ['a note'] }
			: undefined,
};

const form = (initial: FormSpec['initial'] = {}) => openForm(1, { ...spec, initial: { ...spec.initial, ...initial } });

/** Presses keys; text longer than a key name goes key by key. */
function press(start: FormModal, ...keys: string[]): FormModal {
	return keys.reduce((now, key) => {
		const step = formKey(now, key);
		if (typeof step === 'string') {
			throw new Error(`the form ended with ${step}`);
		}
		return step.form;
	}, start);
}
const type = (start: FormModal, text: string) => press(start, ...text);
const at = (now: FormModal) => (now.field < 0 ? 'more' : `${now.spec.fields[now.field]?.name}.${now.row}`);

describe('the cursor of a form', () => {
	test('on the line that unfolds the rest never submits: Enter, space and the right arrow unfold', () => {
		for (const key of ['enter', 'space', 'right']) {
			const unfolded = press(form({ name: 'valid' }), 'pagedown', key);
			expect(unfolded.expanded).toBe(true);
			expect(at(unfolded)).toBe('deep.0');
		}
		for (const key of ['left', 'backspace', 'x', 'ctrl-n', 'home']) {
			expect(at(press(form({ name: 'valid' }), 'pagedown', key)), key).toBe('more');
		}
	});

	test('goes through every slot and around the end', () => {
		const places: string[] = [];
		let now = form({ rows: ['x'] });
		for (let step = 0; step < 7; step++) {
			places.push(at(now));
			now = press(now, 'tab');
		}
		expect(places).toEqual(['name.0', 'rows.0', 'rows.1', 'pick.0', 'on.0', 'secret.0', 'more']);
		expect(at(now)).toBe('name.0');
		expect(at(press(now, 'up'))).toBe('more');
		expect(at(press(now, 'pagedown'))).toBe('more');
		expect(at(press(now, 'pagedown', 'pageup'))).toBe('name.0');
	});

	test('unfolds the advanced fields, which stay open while one has a value', () => {
		expect(at(press(form(), 'up', 'enter'))).toBe('deep.0');
		expect(form({ deep: 'x' }).expanded).toBe(true);
		expect(form().expanded).toBe(false);
	});

	test('stands behind a wide or joined character, not within it', () => {
		const family = '👨‍👩‍👧';
		const now = press(type(form({ name: family }), 'x'), 'left', 'left', 'delete');
		expect(textAt(now)).toBe('x');
	});
});

describe('rows', () => {
	test('grow at the end and close up when one is emptied and erased', () => {
		let now = type(press(form(), 'down'), 'one');
		expect(rowsOf(spec.fields[1]!, now.values)).toEqual(['one', '']);
		now = type(press(now, 'down'), 'two');
		now = press(now, 'up', 'ctrl-u', 'delete');
		expect(now.values.rows).toEqual(['two']);
		now = press(now, 'down', 'backspace');
		expect(at(now)).toBe('rows.0');
		expect(now.values.rows).toEqual(['two']);
	});

	test('take a paste of several lines from where the cursor is, and push the others down', () => {
		const now = formPaste(press(form({ rows: ['first', 'last'] }), 'down', 'down', 'home'), 'b\r\n\r\n c \n');
		expect(now.values.rows).toEqual(['first', 'blast', 'c']);
		expect(at(now)).toBe('rows.3');
		const middle = formPaste(press(form({ rows: ['first', 'last'] }), 'down'), '1\n2');
		expect(middle.values.rows).toEqual(['first1', '2', 'last']);
	});

	test('show their own error even behind a blank row', () => {
		const now = form({ name: 'x', rows: ['fine', ' ', 'bad'] });
		const judgement = judge(now);
		const rows = spec.fields[1]!;
		expect([0, 1, 2].map(row => judgement.beside(rows, row)?.text)).toEqual([undefined, undefined, 'no']);
		expect(submittedValues(now).rows).toEqual(['fine', 'bad']);
	});
});

describe('choices and toggles', () => {
	test('turn both ways, also from a value that is not an option', () => {
		const pick = press(form(), 'down', 'down');
		expect(press(pick, 'left').values.pick).toBe('c');
		expect(press(pick, 'right', 'space').values.pick).toBe('c');
		const odd = press(form({ pick: 'odd' }), 'down', 'down');
		expect(press(odd, 'right').values.pick).toBe('a');
		const on = press(form(), 'down', 'down', 'down');
		expect(press(on, 'space').values.on).toBe(true);
		expect(press(on, 'space', 'x').values.on).toBe(false);
	});
});

describe('errors', () => {
	const beside = (now: FormModal, field: number) => judge(now).beside(spec.fields[field]!, 0)?.text;

	test('show beside an empty field only after the cursor has left it', () => {
		expect(beside(form(), 0)).toBeUndefined();
		expect(beside(press(form(), 'down'), 0)).toBe('a name is needed');
	});

	test('attract the cursor on Enter, and unfold the advanced fields', () => {
		const now = press(form(), 'down', 'enter');
		expect(at(now)).toBe('name.0');
		expect(now.expanded).toBe(false);
		const folded = { ...form({ name: 'x', deep: 'bad' }), expanded: false };
		expect(at(press(folded, 'enter'))).toBe('deep.0');
	});

	test('prevent the submission', () => {
		expect(submitForm(form())).not.toBe('submit');
		expect(submitForm(form({ name: 'x' }))).toBe('submit');
		expect(submitForm({ ...form({ name: 'x' }), busy: true })).not.toBe('submit');
	});
});

describe('a pasted command', () => {
	test('fills the form from any field, and the next Enter shows what was left out', () => {
		const filled = formPaste(press(form(), 'up'), 'docker web');
		expect(filled.values.name).toBe('web');
		expect(filled.message).toBe('Left out: --x\na note');
		const told = press(filled, 'enter');
		expect(told.message).toBe('Left out: --x\nPress Enter again to continue without it.');
		expect(formKey(told, 'enter')).toBe('submit');
		expect(formKey(type(told, 'y'), 'enter')).toBe('submit');
	});

	test('may come with the line ends that terminals paste', () => {
		expect(formPaste(form(), 'docker a \\\r\n b\rc').values.name).toBe('a \\\n b\nc');
	});

	test('shows what was left out even after an edit', () => {
		const edited = type(formPaste(form(), 'docker web'), '2');
		expect(edited.message).toBeUndefined();
		expect(press(edited, 'enter').message).toContain('--x');
	});
});

describe('completion', () => {
	const items = ['data', 'data-old', 'dump'];

	test('completes the common start of all offers, then the first offer', () => {
		const offered = offer(type(form(), 'd'), items);
		expect(offered.completion?.byTab).toBe(true);
		expect(textAt(press(offered, 'tab'))).toBe('data');
		const more = offer(type(form(), 'dat'), items);
		expect(textAt(press(more, 'tab'))).toBe('data');
	});

	test('leaves Tab to the next field when the text is empty or a whole name', () => {
		expect(at(press(offer(type(form(), 'data'), items), 'tab'))).toBe('rows.0');
		expect(textAt(press(offer(type(form(), 'data'), items), 'right'))).toBe('data-old');
		expect(at(press(offer(form(), items), 'tab'))).toBe('rows.0');
	});

	test('leaves Tab to the next field when the text is a whole folder, whatever is in it', () => {
		const folders = offer(type(form(), '/srv/app'), ['/srv/app/', '/srv/apples/']);
		expect(at(press(folders, 'tab'))).toBe('rows.0');
		const inside = offer(type(form(), '/srv/app/'), ['/srv/app/node_modules/', '/srv/app/www/']);
		expect(at(press(inside, 'tab'))).toBe('rows.0');
		expect(textAt(press(inside, 'right'))).toBe('/srv/app/node_modules/');
		expect(textAt(press(offer(type(form(), '/srv/ap'), ['/srv/app/', '/srv/apples/']), 'tab'))).toBe('/srv/app');
	});

	test('leaves Tab to the next field when the text is a whole image name without its tag', () => {
		const images = offer(type(form(), 'hello'), ['hello:latest', 'helloworld:latest']);
		expect(at(press(images, 'tab'))).toBe('rows.0');
		expect(textAt(press(images, 'right'))).toBe('hello:latest');
	});

	test('chooses with Ctrl-n and Ctrl-p', () => {
		expect(textAt(press(offer(type(form(), 'd'), items), 'ctrl-n', 'ctrl-n', 'tab'))).toBe('dump');
		expect(textAt(press(offer(type(form(), 'd'), items), 'ctrl-p', 'tab'))).toBe('dump');
	});

	test('closes when the text changes or no offer fits', () => {
		const offered = offer(type(form(), 'd'), items);
		expect(type(offered, 'x').completion).toBeUndefined();
		expect(offer(offered, []).completion).toBeUndefined();
	});
});

describe('memory', () => {
	test('starts from remembered values, and never from a refused secret', () => {
		expect(openForm(1, spec, { name: 'again' }).values).toMatchObject({ name: 'again', pick: 'a' });
		const refused = forgetSecrets({ ...form({ secret: 'pässword' }), field: 4, cursor: 8 });
		expect(refused.values.secret).toBe('');
		expect(refused.cursor).toBe(0);
	});

	test('reacts only to Esc while it works', () => {
		const busy = { ...form({ name: 'x' }), busy: true };
		expect(press(busy, 'y', 'enter', 'tab')).toEqual(busy);
		expect(formPaste(busy, 'docker web')).toBe(busy);
		expect(formKey(busy, 'escape')).toBe('leave');
	});
});

test('a form has a slot for every row to type into', () => {
	expect(slots(form({ rows: ['a', 'b'] }))).toHaveLength(8);
});
