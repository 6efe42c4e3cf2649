import { describe, expect, onTestFinished, test } from 'vitest';
import type { FormModal } from '../../source/state/modals/modal.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';

const kib = 1024;

/** Makes texts of about this many bytes of UTF-8; each kind was slow once. */
const texts: Readonly<Record<string, (bytes: number) => string>> = {
	words: bytes => 'ab cd '.repeat(bytes / 6),
	'one word': bytes => 'a'.repeat(bytes),
	quotes: bytes => "'a' ".repeat(bytes / 4),
	backslashes: bytes => '\\'.repeat(bytes),
	flags: bytes => '-e A=1 '.repeat(bytes / 7),
	'wide letters': bytes => '漢'.repeat(bytes / 3),
	families: bytes => '👩‍👧'.repeat(bytes / 11),
	marks: bytes => 'e\u0301'.repeat(bytes / 3),
	lines: bytes => 'A=1\n'.repeat(bytes / 4),
	'a docker line': bytes => `docker run ${'-e A=1 '.repeat((bytes - 20) / 7)} image`,
};

const formOf = (app: Dashboard): FormModal => {
	const modal = app.state().modals.at(-1);
	if (modal?.kind !== 'form') {
		throw new Error(app.text());
	}
	return modal;
};

/** Opens the run form with the cursor in a field. */
async function openField(name: string): Promise<Dashboard> {
	const app = await openDashboard();
	onTestFinished(() => app.close());
	await app.press('2', 'r', 'down');
	for (let steps = 0; formOf(app).field !== -1 && steps < 50; steps++) {
		await app.press('down');
	}
	await app.press('enter');
	for (let steps = 0; formOf(app).spec.fields[formOf(app).field]?.name !== name && steps < 200; steps++) {
		await app.press('down');
	}
	expect(formOf(app).spec.fields[formOf(app).field]?.name).toBe(name);
	await app.press('ctrl-u');
	return app;
}

const valueIn = (app: Dashboard, name: string) => formOf(app).values[name];

describe('a text that is pasted into the run form', () => {
	test.each(Object.keys(texts))('is refused beside the field if it has 256 KiB (%s)', async kind => {
		for (const name of ['command', 'env']) {
			const app = await openField(name);
			const before = valueIn(app, name);
			await app.paste(texts[kind]!(256 * kib));
			expect(valueIn(app, name)).toEqual(before);
			const row = app.screen().find(line => line.includes('not pasted'));
			expect(row).toContain(name === 'command' ? 'Command' : 'Environment');
			expect(app.text()).toMatch(/not pasted, 25\d(?:\.\d+)?KiB: a field/);
			// The field takes the next key again.
			await app.press('x');
			expect(app.text()).not.toContain('not pasted');
			expect(String(valueIn(app, name))).toContain('x');
		}
	});

	test.each(Object.keys(texts))('can be read, edited and left without a delay if it has 63 KiB (%s)', async kind => {
		for (const name of ['command', 'other']) {
			const app = await openField(name);
			await app.paste(texts[kind]!(63 * kib));
			for (const key of ['x', 'left', 'backspace', 'ctrl-w', 'home', 'right', 'end', 'ctrl-k', 'up', 'down']) {
				await app.press(key);
				expect(app.text()).toContain('Image');
			}
		}
	});

	test('is taken up to 64 KiB and not a byte more, as is typed text', async () => {
		const app = await openField('command');
		await app.paste('a'.repeat(64 * kib));
		expect(valueIn(app, 'command')).toHaveLength(64 * kib);
		await app.press('b');
		expect(app.text()).toContain('full: a field takes');
		expect(valueIn(app, 'command')).toHaveLength(64 * kib);
		await app.press('backspace', 'é');
		expect(app.text()).toContain('full: a field takes');
		await app.press('backspace', 'é');
		expect(String(valueIn(app, 'command')).endsWith('é')).toBe(true);
	});

	test('is taken up to 64 KiB and 1,000 rows for all rows of a field together', async () => {
		const app = await openField('env');
		await app.paste(`A=${'x'.repeat(60 * kib)}`);
		await app.press('down');
		await app.paste(`B=${'x'.repeat(10 * kib)}`);
		expect(app.text()).toContain('not pasted, 10KiB');
		expect(valueIn(app, 'env')).toHaveLength(1);
		await app.press('up', 'ctrl-u');
		await app.paste('A=1\n'.repeat(1001));
		expect(app.text()).toContain('1001 lines: a field takes at most');
		await app.paste('A=1\n'.repeat(999));
		expect(valueIn(app, 'env')).toHaveLength(999);
		expect(app.text()).toContain('A=1');
	});
});

describe.each([
	['the palette', [':'], () => ''],
	['a filter', ['/'], (app: Dashboard) => app.state().panes.containers.filter],
	['the search of a log', ['l', '/'], (app: Dashboard) => app.state().logs.search],
	['the search of a text', ['i', '/'], (app: Dashboard) => app.state().text.search],
] as const)('%s', (_, keys, textOf) => {
	const open = async (columns = 120) => {
		const app = await openDashboard({ columns });
		onTestFinished(() => app.close());
		await app.press(...keys);
		return app;
	};

	test.each([5 * kib, 256 * kib, 5 * kib * kib])('refuses a paste of %i bytes with a message', async bytes => {
		const app = await open();
		await app.paste('a'.repeat(bytes));
		expect(app.text()).toContain('not pasted, ');
		expect(textOf(app)).toBe('');
		await app.press('x');
		expect(app.text()).not.toContain('not pasted');
	});

	test('joins pasted lines to one line, with a message', async () => {
		const app = await open();
		await app.paste('one\r\ntwo\nthree\r');
		expect(app.text()).toContain('one two three');
		expect(app.text()).toContain('3 lines joined');
	});

	test.each([40, 80, 120, 200])(
		'shows its end and the cursor when it is too long for a window of %i columns',
		async columns => {
			const app = await open(columns);
			await app.paste(`begin ${'x'.repeat(3000)} end`);
			expect(app.text()).toMatch(/x end/);
			await app.press('home');
			expect(app.text()).toMatch(/begin xx/);
		},
	);
});
