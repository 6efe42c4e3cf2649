import { describe, expect, test } from 'vitest';
import { actionTable } from '../../../source/actions/table/table.js';
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
/** Returns the position of the terminal's cursor while a form is open. */
const cursorIn = (form: FormModal, size = small) => inkPicture(onScreen(form, size), testSurfaces(actionTable)).cursor;

describe('a form on the screen', () => {
	test('shows a gap in the command for each required field that is empty, and no other', () => {
		const needed = { validate: ({ name }: FormValues): Record<string, string> => (name ? {} : { name: 'needed' }) };
		expect(text(form({}, needed)).join('\n')).toContain('$ docker do …');
		expect(text(form({}, needed), small, asciiGlyphs).join('\n')).not.toContain("''");
		expect(text(form()).join('\n')).toContain("$ docker do ''");
	});

	test('marks once that the rest of a long command or message is left out', () => {
		const long = text({ ...form({ name: 'n'.repeat(400) }), message: `${'word '.repeat(200)}end` });
		expect(long.filter(row => row.includes('nn…'))).toHaveLength(1);
		expect(long.filter(row => /│ ….*word/.test(row))).toHaveLength(1);
		expect(long.filter(row => row.includes('word end'))).toHaveLength(1);
		expect(long.join('')).not.toContain('……');
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

	test('cuts the facts to the rows that the fields leave, and marks the cut', () => {
		const notes = Array.from({ length: 30 }, (_, index) => `fact ${index}`);
		const shown = text(form({}, { notes }));
		expect(shown.length).toBeLessThanOrEqual(small.rows);
		expect(shown.join('\n')).toContain('fact 0');
		expect(shown.filter(row => /fact \d+ …/.test(row))).toHaveLength(1);
		expect(shown.join('\n')).toContain('→ more: field 0');
		expect(text(form({}, { notes }), { columns: 80, rows: 60 }).join('\n')).toContain('fact 29');
		expect(text(form({}, { notes }), { columns: 40, rows: 10 }).join('\n')).not.toContain('fact');
	});

	test('keeps every line inside the dialog at every size and scroll position', () => {
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

	test('scrolls to the field with the cursor and shows its text field in the same place', () => {
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

	test('shows an error beside its field, and in full below the fields if it is cut', () => {
		const shown = text(form({ name: 'bad' }));
		expect(shown.find(line => line.includes('→ Name'))).toContain('this name is much');
		expect(shown.join(' ')).toContain('this name is much too bad to be taken by anybody who reads it');
	});

	test('shows the whole help of a field on two rows, which stay for the other fields', () => {
		const help = '[ip:][host:]container[/udp], also ranges; without a host port: a free one of the engine';
		const long = fields.map(field => (field.name === 'name' ? { ...field, help } : field));
		const first = form({}, { fields: long });
		expect(text(first).join(' ').replace(/[│ ]+/g, ' ')).toContain(help);
		expect(text(press(first, 'down'))).toHaveLength(text(first).length);
		const wide = { columns: 120, rows: 24 };
		expect(text(first, wide)).toHaveLength(text(form(), wide).length);
	});

	const names: readonly Field[] = fields.map(field =>
		field.name === 'name' ? { ...field, completes: 'volumes' } : field,
	);

	test('names the completions with their key below the help, and hides no field', () => {
		const plain = text(form({ name: 'd' }, { fields: names }));
		const shown = text(offer(form({ name: 'd' }, { fields: names }), ['data', 'dump', 'disk']));
		const help = shown.findIndex(line => line.includes('letters and digits'));
		expect(shown[help + 1]).toContain('Tab fills in data · Ctrl-n: dump  disk');
		expect(shown.length).toBe(plain.length);
		expect(shown.filter((_, at) => at !== help + 1)).toEqual(plain.filter((_, at) => at !== help + 1));
	});

	test('names the chosen completion first, and cuts those that do not fit', () => {
		const many = Array.from({ length: 30 }, (_, at) => `data-${at}`);
		const now = press(offer(form({ name: 'd' }, { fields: names }), many), 'ctrl-n', 'ctrl-n');
		const shown = text(now).find(line => line.includes('fills in')) ?? '';
		expect(shown).toMatch(/Tab fills in data-2 · Ctrl-n: data-3 {2}data-4 .*…/);
		const long = offer(form({ name: 'd' }, { fields: names }), [`d${'x'.repeat(200)}`]);
		expect(Math.max(...text(long).map(cellWidth))).toBeLessThanOrEqual(80);
	});

	test('names the right arrow when Tab goes to the next field', () => {
		expect(text(offer(form({}, { fields: names }), ['data'])).join('\n')).toContain('→ fills in data');
	});

	test('labels every row of a field, and reaches each of them with the arrows and with Tab, both ways', () => {
		const filled = form({ rows: ['a=1', 'b=2'] });
		const labelAt = (now: FormModal) =>
			/→ ([A-Z]\w*(?: \d)?) /.exec(text(now).find(line => line.includes('│ → ')) ?? '')?.[1];
		for (const [down, up] of [
			['down', 'up'],
			['tab', 'shift-tab'],
		] as const) {
			let now = filled;
			const seen = [labelAt(now)];
			for (let step = 0; step < 4; step++) {
				now = press(now, down);
				seen.push(labelAt(now));
			}
			expect(seen).toEqual(['Name', 'Rows', 'Rows 2', 'Rows 3', 'Mode']);
			const back = [labelAt(now)];
			for (let step = 0; step < 4; step++) {
				now = press(now, up);
				back.push(labelAt(now));
			}
			expect(back).toEqual(seen.reverse());
		}
	});

	test('shows no warning while its values are tried', () => {
		const taken = { warnings: (): Record<string, string> => ({ name: 'taken by a container' }) };
		expect(text(form({ name: 'web' }, taken)).join('\n')).toContain('taken by a container');
		expect(text({ ...form({ name: 'web' }, taken), busy: true }).join('\n')).not.toContain('taken');
	});

	test('shows control characters as symbols', () => {
		const shown = text(form({ name: 'a\nb\x1b[31m\x7f' })).join('\n');
		expect(shown).toContain('a␊b␛[31m␡');
		expect(shown).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
	});

	test('hides the empty row for a new value unless the cursor is in that list', () => {
		const rowsShown = (now: FormModal) => text(now).filter(line => line.includes('a=b')).length;
		expect(rowsShown(form({ rows: ['x=y'] }))).toBe(0);
		expect(rowsShown(press(form({ rows: ['x=y'] }), 'down'))).toBe(1);
	});

	test('shows that the command runs, without a text field', () => {
		const busy = { ...form(), busy: true };
		expect(text(busy).at(-1)).toContain('working… · Esc closes, the work continues');
		expect(cursorIn(busy)).toBeUndefined();
	});

	test('uses only ASCII on an ASCII terminal', () => {
		const now = offer(form({ name: 'd', on: true, secret: 'x' }), ['data', 'dump']);
		expect(text(now, small, asciiGlyphs).join('\n')).toMatch(/^[\x20-\x7e\n]*$/);
	});
});
