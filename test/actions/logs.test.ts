import { describe, expect, test } from 'vitest';
import { windowLabel } from '../../source/ui/views/tabs/logs/log-status.js';
import { openAt, toastsOf } from './flows/driving.js';

describe('the keys of the log view', () => {
	test('focus a pane by its digit and leave the log as it is', async () => {
		const app = await openAt('containers', 'web');
		await app.press('l');
		await app.until(state => state.logs.lines.length > 0);
		for (const [digit, pane] of [
			['2', 'images'],
			['3', 'volumes'],
			['4', 'networks'],
			['1', 'containers'],
		] as const) {
			await app.press(digit);
			expect(app.state()).toMatchObject({ pane, focus: 'list', logs: { window: 'tail' } });
		}
	});

	test('choose the window from a menu, for this container only', async () => {
		const app = await openAt('containers', 'web');
		await app.press('l');
		await app.until(state => state.logs.lines.length > 0);
		await app.press('W');
		expect(app.text()).toContain('Last 5 minutes');
		await app.press('m');
		expect(app.state().logs.window).toBe('1m');
		expect(app.text()).toContain(windowLabel('1m'));
		await app.press('escape', '/', 'ctrl-u');
		await app.type('name=api');
		await app.press('enter', 'l');
		await app.until(({ logs, lists }) => lists.containers.byKey.get(logs.container ?? '')?.name === 'api');
		expect(app.state().logs.window).toBe('tail');
		await app.press('escape', '/', 'ctrl-u');
		await app.type('web');
		await app.press('enter', 'l');
		await app.until(({ logs, lists }) => lists.containers.byKey.get(logs.container ?? '')?.name === 'web');
		expect(app.state().logs.window).toBe('1m');
	});

	test('say once that a key does nothing here, with the way back and its meaning there', async () => {
		const app = await openAt('containers', 'web');
		await app.press('l', 'r');
		expect(toastsOf(app)).toBe('r does nothing in Logs. Press Esc to go back to Containers for r (Restart).');
		const shown = app.state().toasts;
		await app.press('r', 'r');
		expect(app.state().toasts).toEqual(shown);
		await app.press('Z');
		expect(toastsOf(app)).toContain('Z does nothing in Logs. Press Esc to go back to Containers.');
		await app.press('escape', 'b');
		expect(toastsOf(app)).toContain('b does nothing in Containers. Press ? for the keys.');
	});

	test('search on with n and N, which are offered and say when they go round', async () => {
		const app = await openAt('containers', 'web');
		await app.press('l');
		await app.until(state => state.logs.lines.length > 0);
		expect(app.screen().at(-1)).not.toContain('n next match');
		await app.press('n');
		expect(toastsOf(app)).toContain('Next match: there is no search, press / to search');
		await app.press('/');
		await app.type('zzz-nothing');
		await app.press('enter', 'n');
		await app.until(({ older }) => older === undefined);
		expect(toastsOf(app)).toMatch(/No older line matches zzz-nothing|Not found in the \d+ older lines/);
		await app.press('/', 'ctrl-u');
		await app.type('GET');
		await app.press('enter', 'g', 'n');
		expect(toastsOf(app)).not.toContain('The search goes on');
		await app.press('G');
		for (let step = 0; step < 100 && !toastsOf(app).includes('The search goes on'); step++) {
			await app.press('n');
		}
		expect(toastsOf(app)).toContain('The search goes on at the first match');
		expect(app.screen().at(-1)).toContain('n next match');
	});

	test('switch raw lines and sentences for this container only, cycle the levels, and go to errors', async () => {
		const app = await openAt('containers', 'name=api');
		await app.press('l', 'z');
		await app.until(state => state.logs.lines.length > 900);
		expect(app.text()).toMatch(/ERR payment failed {2}err\.type=CardError/);
		await app.press('J');
		expect(app.text()).toContain('{"level":"');
		await app.press('escape', '/', 'ctrl-u');
		await app.type('name=search');
		await app.press('enter', 'l');
		await app.until(({ logs }) => logs.lines.length > 900);
		expect(app.state().logs.raw).toBe(false);
		await app.press('i', 'i');
		expect(app.text()).toMatch(/\+\d lines/);
		expect(app.text()).toMatch(/errors\s*[│┃]/);
		const errors = app.screen().filter(row => /[│┃]E/.test(row));
		expect(errors.length).toBeGreaterThan(3);
		expect(app.screen().some(row => /[│┃][IW] /.test(row))).toBe(false);
		await app.press('i', 'E');
		const { problem, follow } = app.state().logs;
		expect(follow).toBe(false);
		await app.press('E');
		expect(app.state().logs.problem).toBeLessThan(problem!);
		await app.press('x');
		expect(app.text()).toContain('at org.opensearch.index');
	});
});

test('a list filter names its fields while it is typed', async () => {
	const app = await openAt('containers', 'web', { columns: 160 });
	await app.press('/');
	expect(app.screen().at(-1)).toMatch(/status= project= .*label=.*!word leaves out/);
	await app.press('enter', '2', '/');
	expect(app.screen().at(-1)).toMatch(/reference=.*dangling=/);
	await app.press('escape');
	expect(app.screen().at(-1)).not.toContain('reference=');
});
