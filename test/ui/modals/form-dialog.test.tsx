import { describe, expect, test } from 'vitest';
import { actionTable } from '../../../source/actions/table.js';
import { cellWidth } from '../../../source/domain/text/cell-width.js';
import { openForm } from '../../../source/state/modals/form.js';
import { offer } from '../../../source/state/modals/form-completion.js';
import { formKey } from '../../../source/state/modals/form-keys.js';
import type { Field, FormModal, FormSpec, FormValues } from '../../../source/state/modals/modal.js';
import { asciiGlyphs, unicodeGlyphs } from '../../../source/ui/glyphs.js';
import { FormDialog } from '../../../source/ui/modals/form/form-dialog.js';
import { dialogOf } from '../../helpers/screen/dialog-of.js';
import { inkPicture, testSurfaces } from '../../helpers/screen/ink-picture.js';
import { dialogRows } from '../../helpers/screen/rendered.js';
import { state } from '../../helpers/state/state.js';

const fields: readonly Field[] = [
	{ name: 'name', label: 'Name', kind: 'text', placeholder: 'any', help: 'letters and digits' },
	{ name: 'rows', label: 'Rows', kind: 'rows', placeholder: 'a=b' },
	{ name: 'mode', label: 'Mode', kind: 'choice', choices: [{ value: 'x', label: 'the first' }] },
	{ name: 'on', label: 'Switch', kind: 'toggle' },
	{ name: 'secret', label: 'Password', kind: 'secret' },
	...Array.from(
		{ length: 20 },
		(_, at): Field => ({ name: `f${at}`, label: `Field ${at}`, kind: 'text', advanced: true }),
	),
];
const empty: FormValues = {
	name: '',
	rows: [],
	mode: 'x',
	on: false,
	secret: '',
	...Object.fromEntries(fields.slice(5).map(({ name }) => [name, ''])),
};

function form(values: FormValues = {}, change: Partial<FormSpec> = {}): FormModal {
	return openForm(1, {
		title: 'A form',
		submit: 'Go',
		fields,
		initial: { ...empty, ...values },
		notes: ['a fact'],
		validate: ({ name }): Record<string, string> =>
			name === 'bad' ? { name: 'this name is much too bad to be taken by anybody who reads it' } : {},
		command: ({ name }) => ['docker', 'do', String(name)],
		...change,
	});
}
const press = (start: FormModal, ...keys: string[]): FormModal =>
	keys.reduce((now, key) => {
		const step = formKey(now, key);
		if (typeof step === 'string') {
			throw new Error(step);
		}
		return step.form;
	}, start);
const small = { columns: 80, rows: 24 };
const text = (now: FormModal, size = small, glyphs = unicodeGlyphs) =>
	dialogRows(<FormDialog form={now} size={size} />, { size, glyphs });
const onScreen = (form: FormModal, size = small) => state({}, { size, modals: [form] });
/** Where the terminal's cursor is while a form is open. */
const cursorIn = (form: FormModal, size = small) => inkPicture(onScreen(form, size), testSurfaces(actionTable)).cursor;

describe('a form on the screen', () => {
	test('leaves open in the command what must still be typed, and only that', () => {
		const needed = { validate: ({ name }: FormValues): Record<string, string> => (name ? {} : { name: 'needed' }) };
		expect(text(form({}, needed)).join('\n')).toContain('$ docker do …');
		expect(text(form({}, needed), small, asciiGlyphs).join('\n')).not.toContain("''");
		expect(text(form()).join('\n')).toContain("$ docker do ''");
	});

	test('shows facts, fields, placeholders and the command', () => {
		const shown = text(form({ name: 'x y', on: true, secret: 'hidden!' })).join('\n');
		expect(shown).toContain('a fact');
		expect(shown).toContain('→ Name      x y');
		expect(shown).toContain('Rows      a=b');
		expect(shown).toContain('Mode      the first');
		expect(shown).toContain('[✓] yes');
		expect(shown).toContain("$ docker do 'x y'");
		expect(shown).not.toContain('hidden!');
		expect(shown).toContain('→ more: field 0, field 1');
	});

	test('keeps every line within the box, in every size and place', () => {
		const long = 'ünïcödé 漢字 '.repeat(30);
		const now = press(form({ name: long, rows: [long, 'b'], f3: long }), 'down');
		for (const [columns, rows] of [
			[40, 10],
			[80, 24],
			[120, 40],
			[200, 60],
		] as const) {
			const { rect, lines } = dialogOf(onScreen(now, { columns, rows }));
			expect(rect.x + rect.width).toBeLessThanOrEqual(columns);
			expect(lines.length).toBe(rect.height);
			expect(rect.y + rect.height).toBeLessThanOrEqual(rows);
			for (const line of lines) {
				expect(cellWidth(line)).toBe(rect.width);
				expect(line).toMatch(/^([┌└].*[┐┘]|│.*[│┃])$/);
			}
		}
	});

	test('scrolls so that the field with the cursor is in sight, and types in its place', () => {
		for (const rows of [24, 14, 10]) {
			let now = press(form({ f0: 'x' }), 'down');
			for (let step = 0; step < 30; step++) {
				now = press(now, 'down');
				const size = { columns: 80, rows };
				const { rect, lines } = dialogOf(onScreen(now, size));
				const cursor = cursorIn(now, size);
				const label = now.spec.fields[now.field]?.label ?? '';
				const line = lines.findIndex(each => each.includes(`→ ${label}`));
				expect(line).toBeGreaterThan(0);
				const kind = now.spec.fields[now.field]?.kind;
				if (kind === 'toggle' || kind === 'choice') {
					expect(cursor).toBeUndefined();
				} else {
					expect(cursor?.y).toBe(rect.y + line);
				}
			}
		}
	});

	test('tells an error beside its field, and whole below when it is cut', () => {
		const shown = text(form({ name: 'bad' }));
		expect(shown.find(line => line.includes('→ Name'))).toContain('this name is much');
		expect(shown.join(' ')).toContain('this name is much too bad to be taken by anybody who reads it');
	});

	test('lays what is offered over the rows below, and says which key takes it', () => {
		const now = offer(form({ name: 'd' }), ['data', 'dump']);
		const shown = text(now);
		const at = shown.findIndex(line => line.includes('→ Name'));
		expect(shown[at + 1]).toContain('│data');
		expect(shown[at + 2]).toContain('│dump');
		expect(shown.join('\n')).toContain('Tab takes it');
		expect(text(now).length).toBe(text(form({ name: 'd' })).length);
	});

	test('lays offers above when there is no room below', () => {
		const one: readonly Field[] = Array.from({ length: 8 }, (_, at) => ({
			name: `n${at}`,
			label: `N${at}`,
			kind: 'text',
		}));
		const initial = Object.fromEntries(one.map(({ name }) => [name, 'd']));
		const spec: FormSpec = { title: 'F', submit: 'Go', fields: one, initial, validate: () => ({}) };
		const last = press(openForm(1, spec), 'up');
		const shown = text(offer(last, ['d1', 'd2', 'd3', 'd4']));
		const at = shown.findIndex(line => line.includes('→ N7'));
		expect(shown[at - 1]).toContain('│d4');
		expect(shown[at - 4]).toContain('│d1');
	});

	test('shows control characters as pictures', () => {
		const shown = text(form({ name: 'a\nb\x1b[31m\x7f' })).join('\n');
		expect(shown).toContain('a␊b␛[31m␡');
		expect(shown).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
	});

	test('hides the empty row to type into where the cursor is not', () => {
		const rowsShown = (now: FormModal) => text(now).filter(line => line.includes('a=b')).length;
		expect(rowsShown(form({ rows: ['x=y'] }))).toBe(0);
		expect(rowsShown(press(form({ rows: ['x=y'] }), 'down'))).toBe(1);
	});

	test('tells that it works, and has no text field then', () => {
		const busy = { ...form(), busy: true };
		expect(text(busy).at(-1)).toContain('working… · Esc leaves, the work goes on');
		expect(cursorIn(busy)).toBeUndefined();
	});

	test('is all ASCII where that is asked for', () => {
		const now = offer(form({ name: 'd', on: true, secret: 'x' }), ['data', 'dump']);
		expect(text(now, small, asciiGlyphs).join('\n')).toMatch(/^[\x20-\x7e\n]*$/);
	});
});
