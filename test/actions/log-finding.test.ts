import { describe, expect, test } from 'vitest';
import { shownIndex } from '../../source/state/logs/log-lines.js';
import type { Dashboard } from '../helpers/dashboard.js';
import { openAt, toastsOf } from './flows/driving.js';

/** A dashboard with the log of a container that writes JSON, on the whole screen. */
async function openLog(): Promise<Dashboard> {
	const app = await openAt('containers', 'name=api');
	await app.press('l', 'z');
	await app.until(state => state.logs.lines.length > 900);
	return app;
}
const shown = (app: Dashboard) => shownIndex(app.state().logs).slice();

describe('filters in the log view', () => {
	test('are typed with a hint, shown as chips and removed one by one', async () => {
		const app = await openLog();
		await app.press('&');
		expect(app.screen().at(-1)).toContain('Ctrl-t case: smart');
		await app.type('level>=warn');
		await app.press('enter', '&');
		await app.type('!slow');
		await app.press('enter');
		expect(app.text()).toContain('&[level>=warn] [!slow]');
		expect(shown(app).length).toBeGreaterThan(0);
		expect(shown(app).every(({ line }) => !/slow/i.test(line.text))).toBe(true);
		await app.press('F');
		expect(app.text()).toContain('All of them');
		await app.press('enter', 'escape');
		expect(app.state().logs.filters.map(({ text }) => text)).toEqual(['!slow']);
		await app.press('&', 'backspace');
		expect(app.state().logs.filters).toEqual([]);
		await app.press('escape');
		expect(app.state().logs.filters.map(({ text }) => text)).toEqual(['!slow']);
		await app.press('&', 'backspace', 'enter');
		expect(app.state().logs.filters).toEqual([]);
		await app.press('F');
		expect(toastsOf(app)).toContain('there is no filter, press & to add one');
	});

	test('say beside the input why an expression is wrong', async () => {
		const app = await openLog();
		await app.press('&');
		await app.type('/(/');
		expect(app.screen().at(-1)).toContain('( is not closed');
		await app.press('enter');
		expect(app.state().input).toBeDefined();
		await app.press('escape');
		expect(app.state().input).toBeUndefined();
		expect(app.state().logs.draft).toBeUndefined();
	});

	test('show lines around theirs', async () => {
		const app = await openLog();
		await app.press('c');
		expect(toastsOf(app)).toContain('no lines are filtered, press & to filter');
		await app.press('&');
		await app.type('level>=error');
		await app.press('enter');
		const count = shown(app).length;
		await app.press('c');
		expect(shown(app).length).toBeGreaterThan(count);
		expect(app.text()).toContain('±3');
	});
});

describe('places in the log view', () => {
	test('are bookmarks, which a key sets and others find', async () => {
		const app = await openLog();
		await app.press('b');
		expect(toastsOf(app)).toContain('there is no bookmark, press m to set one');
		await app.press('g', 'm');
		const [key] = app.state().logs.bookmarks;
		expect(app.text()).toContain('◆');
		await app.press('G', 'b');
		expect(app.text()).toContain('◆');
		await app.press('m');
		expect([...app.state().logs.bookmarks]).not.toContain(key);
	});

	test('are the bars of the histogram', async () => {
		const app = await openLog();
		await app.press('g', '.');
		const { top } = app.state().logs;
		await app.press('.');
		expect(app.state().logs.top).toBeGreaterThan(top);
		await app.press(',');
		expect(app.state().logs.top).toBe(top);
	});

	test('are older lines, which are read while the user scrolls up at the first one', async () => {
		const app = await openLog();
		const [first] = app.state().logs.lines;
		await app.press('g');
		await app.until(({ logs, older }) => logs.olderCount > 0 && older === undefined);
		const { lines, olderCount } = app.state().logs;
		expect(lines.at(olderCount)).toEqual(first);
		expect(lines.at(0)!.time < first!.time).toBe(true);
	});

	test('are times, for which older lines are read', async () => {
		const app = await openLog();
		const first = Date.parse(app.state().logs.lines.at(0)!.time);
		const time = new Date(first - 60_000).toISOString();
		await app.press('a');
		expect(app.text()).toContain('-15m, 12:03 or 2026-11-30 12:03');
		await app.type(time);
		await app.press('enter');
		await app.until(({ logs, older }) => logs.olderCount > 0 && older === undefined);
		expect(app.state().logs.follow).toBe(false);
		const seen = shown(app).find(({ number }) => number === app.state().logs.top);
		expect(Math.abs(Date.parse(seen!.line.time) - Date.parse(time))).toBeLessThan(60_000);
	});
});
