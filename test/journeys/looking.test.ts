import { afterEach, describe, expect, test } from 'vitest';
import type { Files } from '../../source/actions/files.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import {
	currentLayout,
	selectedItem,
	shownContainers,
	shownItems,
	tabOf,
	tabsOf,
} from '../../source/state/selectors.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';

/** The text of a file's content, however it comes. */
const textOf = async (content: Parameters<Files['save']>[1]): Promise<string> =>
	typeof content === 'string' ? content : new Response(ReadableStream.from(content)).text();

let app: Dashboard;
afterEach(() => app.close());
const open = async (options: Parameters<typeof openDashboard>[0] = {}) => {
	app = await openDashboard(options);
};
const selected = () => selectedItem(app.state(), 'containers')?.name;
const names = () => shownContainers(app.state()).map(({ name }) => name);

describe('the dashboard', () => {
	test('moves by row, page and to the ends, and the window follows', async () => {
		await open({ engine: createDemoEngine({ latency: 0, containers: 200 }) });
		const all = names();
		expect(all).toHaveLength(200);
		await app.press('j', 'down', 'k');
		expect(selected()).toBe(all[1]);
		await app.press('G');
		expect(selected()).toBe(all[199]);
		expect(app.text()).toContain(String(all[199]).slice(0, 8));
		await app.press('pageup', 'g', 'pagedown', 'ctrl-d', 'ctrl-u', 'home', 'end');
		expect(selected()).toBe(all[199]);
		await app.press('home');
		expect(selected()).toBe(all[0]);
		expect(app.state().panes.containers.offset).toBe(0);
	});

	test('filters while a filter is typed, steps through the matches, and on Esc shows all rows with the same selection', async () => {
		await open();
		const total = names().length;
		await app.press('/');
		await app.type('we');
		expect(names().length).toBeLessThan(total);
		expect(names()).toContain('web');
		await app.type('b');
		await app.press('enter');
		while (selected() !== 'web') {
			await app.press('n');
		}
		await app.press('escape');
		expect(names()).toHaveLength(total);
		expect(selected()).toBe('web');
		await app.press('/');
		await app.type('nothing-like-it');
		expect(names()).toEqual([]);
		expect(app.text()).toMatch(/0 found/);
		await app.press('escape');
		expect(names()).toHaveLength(total);
		expect(selected()).toBeDefined();
	});

	test('sorts by the picked column, reverses the order, and keeps the selection on its container', async () => {
		await open();
		while (selected() !== 'web') {
			await app.press('j');
		}
		await app.press('o');
		expect(app.text()).toContain('Sort by');
		const menu = app.state().modals[0];
		if (menu?.kind !== 'menu') {
			throw new Error('no menu');
		}
		const byName = menu.items.findIndex(({ label }) => label === 'Name');
		await app.press(...Array.from({ length: byName - menu.index }, () => 'down'), 'enter');
		expect(names()).toEqual([...names()].sort());
		await app.press('O');
		expect(names()).toEqual([...names()].sort().reverse());
		expect(selected()).toBe('web');
	});

	test('marks, zooms, switches panes and tabs, and goes back one step for each Esc', async () => {
		await open();
		await app.press('space', 'space');
		expect(app.state().panes.containers.marks.size).toBe(2);
		await app.press('*');
		expect(app.state().panes.containers.marks.size).toBe(names().length);
		await app.press('z');
		expect(app.state().zoom).toBe('list');
		expect(app.text()).toMatch(/PORTS +STATUS/);
		expect(app.text()).toContain('127.0.0.1:3000->3000/tcp');
		await app.press('q');
		expect(app.state().panes.containers.marks.size).toBe(0);
		await app.press('q');
		expect(app.state().zoom).toBe('none');
		for (const [key, pane] of [
			['2', 'images'],
			['3', 'volumes'],
			['4', 'networks'],
			['tab', 'containers'],
			['shift-tab', 'networks'],
			['1', 'containers'],
		] as const) {
			await app.press(key);
			expect(app.state().pane).toBe(pane);
			expect(shownItems(app.state(), pane).length).toBeGreaterThan(0);
		}
		const tabs = new Set<string>();
		const count = tabsOf('containers').length;
		for (let step = 0; step < count; step++) {
			tabs.add(tabOf(app.state(), 'containers'));
			await app.press('right');
		}
		expect(tabs.size).toBe(count);
		await app.press('l', 'q');
		expect(app.state().focus).toBe('list');
		expect(app.left()).toBe(false);
		await app.press('q');
		expect(app.left()).toBe(true);
	});

	test.each([
		['l', 'Logs'],
		['i', 'Inspect'],
		['m', 'Stats'],
		['t', 'Top'],
	])('shows the detail in the whole window when %s gives it the focus in a zoomed list', async (key, title) => {
		await open();
		await app.press('z', key);
		expect(app.state().focus).toBe('detail');
		expect(currentLayout(app.state())).toMatchObject({ panes: [], detail: { width: 120 } });
		expect(app.text()).toContain(title);
		// The way back leads to the zoomed list, and a zoom that began in the detail ends there.
		await app.press('escape');
		expect(currentLayout(app.state())).toMatchObject({ detail: undefined });
		await app.press('escape', key, 'z', 'escape');
		expect(app.state()).toMatchObject({ focus: 'list', zoom: 'none' });
	});

	test('keeps the focus on screen when panes and tabs are chosen in a zoomed list or detail', async () => {
		await open();
		const isSeen = () => {
			const { panes, detail } = currentLayout(app.state());
			const { focus, pane } = app.state();
			return focus === 'detail' ? detail !== undefined : panes.some(({ id, rows }) => id === pane && rows > 0);
		};
		for (const key of [
			'z',
			'tab',
			'i',
			'3',
			'i',
			'tab',
			'i',
			'z',
			'shift-tab',
			'right',
			'1',
			'l',
			'z',
			'z',
			'q',
			'C',
		]) {
			await app.press(key);
			expect(isSeen(), key).toBe(true);
		}
	});

	test('reaches every action with arrows, Enter and Esc', async () => {
		await open();
		await app.press('enter');
		const menu = app.state().modals[0];
		if (menu?.kind !== 'menu') {
			throw new Error('no menu');
		}
		expect(menu.items.map(({ label }) => label)).toEqual(
			expect.arrayContaining(['Logs', 'Shell', 'Restart', 'Rename…', 'Remove']),
		);
		expect(menu.items.find(({ id }) => id === 'container.restart')?.hint).toBe(`docker restart ${selected()}`);
		await app.press('down', 'up', 'enter');
		expect(app.state().focus).toBe('detail');
	});

	test('searches a log, shows only the matching lines, and saves the shown lines', async () => {
		const saved: [string, string][] = [];
		await open({
			files: {
				save: async (path, content) => {
					saved.push([path, await textOf(content)]);
					return path;
				},
			},
		});
		while (selected() !== 'web') {
			await app.press('j');
		}
		await app.press('l');
		await app.until(state => state.logs.lines.length > 20);
		const word = /[A-Za-z]{5,}/.exec(app.state().logs.lines.at(-1)?.text ?? '')?.[0] ?? '';
		await app.press('f', '/');
		await app.type(word);
		await app.press('enter', '&', 'enter');
		expect(app.state().logs).toMatchObject({ search: word, filters: [{ text: word }] });
		await app.press('s', 'enter');
		await app.until(({ modals }) => saved.length === 1 && modals.length === 0);
		expect(saved[0]?.[0]).toBe('./web.log');
		for (const line of saved[0]![1].trimEnd().split('\n')) {
			expect(line.toLowerCase()).toContain(word.toLowerCase());
		}
		await app.press('escape');
		expect(app.state().logs).toMatchObject({ search: '', filters: [{ text: word }] });
		await app.press('&', 'backspace', 'enter');
		expect(app.state().logs.filters).toEqual([]);
		await app.press('escape');
		expect(app.state().focus).toBe('list');
	});

	test('shows the space that a clean-up would free, and does nothing on Esc', async () => {
		await open();
		await app.press('X');
		await app.untilText('Clean up');
		expect(app.text()).toMatch(/Stopped containers +\d+ of \d+ · \d+(\.\d+)?[kMG]?B/);
		await app.press('enter');
		await app.untilText(/\$ docker \w+ prune/);
		await app.press('escape');
		expect(app.state().commands).toEqual([]);
		const before = app.state().lists.containers.items.length;
		await app.untilText('Clean up');
		await app.press('enter', 'y');
		await app.until(state => state.commands.at(-1)?.status === 'done');
		expect(app.state().commands.at(-1)?.command.slice(-2)).toEqual(['prune', '--force']);
		await app.until(state => state.lists.containers.items.length < before);
		await app.untilText(/Stopped containers +there is nothing to remove/);
	});

	test('names the networks that a clean-up would remove', async () => {
		await open();
		await app.press('4', 'c');
		await app.type('lonely');
		await app.press('enter');
		await app.until(state => state.lists.networks.items.some(({ name }) => name === 'lonely'));
		await app.press('X');
		await app.untilText(/Networks that no running container uses +\d+ of \d+/);
		await app.press('down', 'down', 'down', 'down', 'enter');
		await app.untilText('$ docker network prune --force');
		expect(app.text()).toContain('lonely');
	});
});
