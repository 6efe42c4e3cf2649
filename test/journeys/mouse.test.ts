import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { type ManualClock, manualClock } from '../../source/engine/demo/world/clock.js';
import type { FormModal } from '../../source/state/modals/modal.js';
import { watch } from '../fuzz/keys/fuzz-app.js';
import { type MountedApp, openMountedApp } from '../helpers/terminal/mounted-app.js';

let app: MountedApp;
let time: ManualClock;
let changes: () => number;

async function open(mouse: boolean, confirm: 'destructive' | 'none' = 'destructive'): Promise<void> {
	time = manualClock();
	const watched = watch(createDemoEngine({ clock: time, latency: 0 }));
	changes = watched.changes;
	app = await openMountedApp(watched.engine, time, { preferences: { mouse, confirm } });
}

const settle = () => time.advance(500);
const top = () => app.state().modals.at(-1);
const nameOf = (index: number) => app.state().lists.containers.items[index]!.name;
const nameIn = (row: string) => /^│ [^ ] ([\w.-]+)/.exec(row)?.[1];
/** The names in the rows of the containers. */
const namesShown = () =>
	app
		.rows()
		.slice(0, app.cellOf('2 Images').y)
		.flatMap(row => nameIn(row) ?? []);
/** The cell of a container's name in the list: a log may contain the same word. */
const rowOf = (name: string) => ({ x: 4, y: app.rows().findIndex(row => nameIn(row) === name) });
const selectedName = () => {
	const { panes, lists } = app.state();
	return lists.containers.byKey.get(panes.containers.selected ?? '')?.name;
};

beforeEach(() => open(true));
afterEach(() => app.close());

describe('a click', () => {
	test('selects the row under it and gives its list the focus', async () => {
		const [, , third] = namesShown();
		await app.click(rowOf(third!));
		expect(selectedName()).toBe(third);
		await app.click('2 Images');
		expect(app.state()).toMatchObject({ pane: 'images', focus: 'list' });
		await app.click('1 Containers');
		expect(app.state()).toMatchObject({ pane: 'containers', focus: 'list' });
		expect(selectedName()).toBe(third);
	});

	test('selects every row of the list on its own line', async () => {
		for (const name of namesShown()) {
			await app.click(rowOf(name));
			await settle();
			expect(selectedName()).toBe(name);
		}
	});

	test('opens the tab whose name is under it, and gives the detail the focus elsewhere', async () => {
		for (const title of ['Stats', 'Env', 'Mounts']) {
			await app.click(title);
			await settle();
			expect(app.text()).toContain(`[${title}]`);
			expect(app.state().focus).toBe('detail');
		}
		await app.click('1 Containers');
		expect(app.state().focus).toBe('list');
		await app.click({ x: 100, y: 20 });
		expect(app.state().focus).toBe('detail');
	});

	test('accepts the filter that is being typed, like Enter', async () => {
		const [name] = namesShown();
		await app.typing.type(`/${name}`);
		expect(app.state().input).toBeDefined();
		await app.click(rowOf(name!));
		expect(app.state().input).toBeUndefined();
		expect(app.state().panes.containers.filter).toBe(name);
	});

	test('does nothing on the header, the footer and outside of the screen', async () => {
		const before = app.state();
		await app.click({ x: 3, y: 0 });
		await app.click({ x: 3, y: 39 });
		await app.click({ x: 500, y: 500 });
		await app.typing.type('\x1b[<0;0;0M\x1b[<0;99999;3M');
		expect(app.state().panes).toBe(before.panes);
		expect([app.state().focus, app.state().modals]).toEqual([before.focus, before.modals]);
	});

	test('chooses an item of a menu without opening it, and nothing behind the menu', async () => {
		await app.typing.type('o');
		await app.click('Memory');
		expect(top()).toMatchObject({ kind: 'menu', index: expect.any(Number) });
		const chosen = top();
		expect(chosen?.kind === 'menu' && chosen.items[chosen.index]?.label).toMatch(/Memory/);
		const { panes } = app.state();
		await app.click('2 Images');
		await app.click({ x: 1, y: 28 });
		expect(app.state().modals.at(-1)).toBe(chosen);
		expect(app.state().panes).toBe(panes);
	});

	test('focuses the field of a form, and puts the cursor where it is', async () => {
		await app.typing.type('2r');
		await settle();
		const form = () => top() as FormModal;
		await app.click('Command');
		expect(form().spec.fields[form().field]?.name).toBe('command');
		await app.typing.type('one two');
		await app.click({ ...app.cellOf('two', 'Command') });
		expect(form().cursor).toBe(4);
		await app.click('Memory  ');
		expect(form().spec.fields[form().field]?.name).toBe('memory');
		await app.click({ x: app.cellOf('one two', 'Command').x + 1, y: app.cellOf('one two').y });
		expect([form().spec.fields[form().field]?.name, form().cursor]).toEqual(['command', 1]);
	});

	test('never destroys anything, wherever it falls in a question', async () => {
		await app.click('batch');
		await app.typing.type('d');
		await settle();
		const question = top();
		expect(question?.kind).toBe('confirm');
		const before = changes();
		for (let y = 0; y < 40; y++) {
			for (let x = 0; x < 140; x += 3) {
				await app.click({ x, y });
			}
		}
		await settle();
		expect(changes()).toBe(before);
		expect(top()?.id).toBe(question?.id);
	});
});

describe('a double click', () => {
	test('is Enter on a row: it opens the menu of its actions', async () => {
		const [, second] = namesShown();
		await app.click(rowOf(second!), 2);
		await settle();
		expect(top()).toMatchObject({ kind: 'menu', title: second });
	});

	test('is two clicks when they are slow or on different cells', async () => {
		const [first, second] = namesShown();
		await app.click(rowOf(second!));
		await time.advance(401);
		await app.click(rowOf(second!));
		await app.click(rowOf(first!));
		await app.click(rowOf(second!));
		expect(app.state().modals).toEqual([]);
	});

	test('of more than two presses is one Enter', async () => {
		const before = changes();
		const [, second] = namesShown();
		await app.click(rowOf(second!), 6);
		await settle();
		expect(app.state().modals).toHaveLength(1);
		expect(changes()).toBe(before);
	});

	test('acts on the row of its first click, although the lists have moved', async () => {
		const { panes, lists } = app.state();
		expect(panes.images.selected).toBeDefined();
		const row = app.rows().findIndex(line => line.includes('2 Images')) + 1;
		await app.click({ x: 5, y: row });
		const chosen = lists.images.byKey.get(app.state().panes.images.selected ?? '');
		await app.click({ x: 5, y: row });
		await settle();
		expect(app.state().pane).toBe('images');
		expect(lists.images.byKey.get(app.state().panes.images.selected ?? '')).toBe(chosen);
		expect(top()?.kind).toBe('menu');
	});

	test('chooses an item of a menu and an answer of a question', async () => {
		await app.typing.type('o');
		await app.click('Name', 2);
		await settle();
		expect(app.state().modals).toEqual([]);
		await app.click('batch');
		await app.typing.type('d');
		await settle();
		const before = changes();
		await app.click('Cancel', 2);
		await settle();
		expect(app.state().modals).toEqual([]);
		expect(changes()).toBe(before);
	});

	test('on a field of a form does not send it; it turns a toggle and unfolds the rest', async () => {
		await app.typing.type('2r');
		await settle();
		const before = changes();
		const form = () => top() as FormModal;
		await app.click('Command', 2);
		await settle();
		expect(changes()).toBe(before);
		await app.click('more:', 2);
		expect(form().expanded).toBe(true);
		await app.typing.type('\x1b[6~');
		await app.click('Read-only', 2);
		expect(form().values['read-only']).toBe(true);
		expect(changes()).toBe(before);
	});

	test('on Enter in the border of a form sends it, and a single click does not', async () => {
		await app.typing.type('2r');
		await settle();
		const before = changes();
		await app.click('Enter run');
		await settle();
		expect(changes()).toBe(before);
		await app.click('Enter run', 2);
		await settle();
		expect(changes()).toBeGreaterThan(before);
	});
});

describe('the wheel', () => {
	test('scrolls the list under it, and keeps the selection on the screen and the focus', async () => {
		app.resize(100, 14);
		const { offset } = app.state().panes.containers;
		await app.wheel({ x: 4, y: 3 }, 1);
		const after = app.state().panes.containers;
		expect(after.offset).toBeGreaterThan(offset);
		expect(after.index).toBeGreaterThanOrEqual(after.offset);
		await app.wheel({ x: 4, y: 3 }, -30);
		expect(app.state().panes.containers.offset).toBe(0);
		await app.wheel({ x: 4, y: 3 }, 30);
		const end = app.state().panes.containers;
		expect(end.index).toBeLessThan(app.state().lists.containers.items.length);
	});

	test('scrolls the detail under it while the list has the focus', async () => {
		await app.click('Inspect');
		await app.click('1 Containers');
		await settle();
		await app.wheel({ x: 100, y: 10 }, 2);
		expect(app.state()).toMatchObject({ focus: 'list', text: { top: 6 } });
		await app.wheel({ x: 100, y: 10 }, -5);
		expect(app.state().text.top).toBe(0);
	});

	test('scrolls a text and moves the choice of a menu, but not around its ends', async () => {
		await app.typing.type('?');
		await app.wheel('Help', 2);
		expect(top()).toMatchObject({ kind: 'text', top: 6 });
		await app.wheel({ x: 0, y: 15 }, 2);
		expect(top()).toMatchObject({ top: 6 });
		await app.typing.type('qo');
		await app.wheel('Sort by', -50);
		expect(top()).toMatchObject({ kind: 'menu', index: 0 });
		await app.wheel('Sort by', 3);
		expect(top()).toMatchObject({ index: 3 });
	});
});

describe('a mouse that is off', () => {
	test('does nothing, until the palette switches it on', async () => {
		app.close();
		await open(false);
		const before = app.state();
		const [, , third] = namesShown();
		await app.click(rowOf(third!), 2);
		await app.wheel({ x: 4, y: 4 }, 5);
		expect(app.state().panes).toBe(before.panes);
		await app.typing.type(':mouse\r');
		await settle();
		expect(app.text()).toContain('Mouse on: a double click is Enter. Hold Shift to select text.');
		await app.click(rowOf(third!));
		expect(selectedName()).toBe(third);
		await app.typing.type(':mouse\r');
		await app.click(rowOf(nameOf(0)));
		expect(selectedName()).toBe(third);
	});

	test('does nothing in a window that is too small', async () => {
		app.resize(30, 8);
		const { panes } = app.state();
		await app.click({ x: 3, y: 3 }, 2);
		await app.wheel({ x: 3, y: 3 }, 5);
		expect(app.state().panes).toBe(panes);
		expect(app.state().modals).toEqual([]);
	});
});
