import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { manualClock } from '../../../source/engine/demo/world/clock.js';
import type { NounId } from '../../../source/panes/noun.js';
import { highlight } from '../../../source/state/lists/new-item.js';
import { clockOf } from '../../fuzz/keys/fuzz-app.js';
import { type Dashboard, openDashboard } from '../../helpers/dashboard.js';
import { openAt, scratchFolder } from './driving.js';
import { fill } from './run-driving.js';

const pane = (app: Dashboard, noun: NounId) => app.state().panes[noun];
const imageOf = (app: Dashboard, tag: string) =>
	app.state().lists.images.items.find(({ tags }) => tags.includes(tag))?.id;

/** Waits until the new item is highlighted, and expects it to be selected in its pane. */
async function expectSelected(app: Dashboard, noun: NounId): Promise<string> {
	await app.until(state => state.panes[noun].highlighted !== undefined);
	const { selected, highlighted } = pane(app, noun);
	expect(selected).toBe(highlighted);
	return selected ?? '';
}

/** The row on screen that has the sign of a new item. */
const newRow = (app: Dashboard) => app.screen().find(row => /^[│┃]\+/.test(row)) ?? '';

describe('a new item is selected and highlighted after', () => {
	test('a pull', async () => {
		const app = await openAt('images', 'nginx');
		await app.press('p');
		await fill(app, 'reference', 'hello/new:1');
		await app.press('enter');
		const id = await expectSelected(app, 'images');
		expect(id).toBe(imageOf(app, 'hello/new:1'));
		await app.press('escape');
		expect(newRow(app)).toContain('hello/new:1');
	});

	test('a build with a tag', async () => {
		const cwd = scratchFolder();
		writeFileSync(path.join(cwd, 'Dockerfile'), 'FROM alpine\n');
		const app = await openAt('images', 'nginx', { cwd });
		await app.press('b');
		await fill(app, 'tags', 'fresh:1');
		await app.press('ctrl-s', 'enter');
		await app.until(state => state.tasks.at(-1)?.status === 'done');
		expect(await expectSelected(app, 'images')).toBe(imageOf(app, 'fresh:1'));
	});

	test('a commit, in the images pane while the containers keep the focus', async () => {
		const app = await openAt('containers', 'db');
		await app.press('c');
		await fill(app, 'reference', 'db:mine');
		await app.press('enter');
		expect(await expectSelected(app, 'images')).toBe(imageOf(app, 'db:mine'));
		expect(app.state().pane).toBe('containers');
		await app.press('escape');
		expect(newRow(app)).toContain('db:mine');
	});

	test('a tag', async () => {
		const app = await openAt('images', 'etl');
		await app.press('t');
		await fill(app, 'reference', 'etl:copy');
		await app.press('enter');
		expect(await expectSelected(app, 'images')).toBe(imageOf(app, 'etl:v3'));
		expect(newRow(app)).toContain('etl');
	});

	test('a load', async () => {
		const cwd = scratchFolder();
		const app = await openAt('images', 'etl', { cwd });
		await app.press(':');
		await app.type('save to a file');
		await app.press('enter', 'enter');
		await app.until(state => state.tasks[0]?.status === 'done');
		await app.press('escape', 'D', 'y');
		await app.until(() => imageOf(app, 'etl:v3') === undefined);
		await app.press(':');
		await app.type('load from a file');
		await app.press('enter');
		await app.type('etl-v3.tar');
		await app.press('enter');
		expect(await expectSelected(app, 'images')).toBe(imageOf(app, 'etl:v3'));
	});

	test.each(['scratch', ''])('the creation of the volume "%s"', async name => {
		const app = await openAt('images', '');
		await app.press('3', 'c');
		await fill(app, 'name', name);
		await app.press('enter');
		const key = await expectSelected(app, 'volumes');
		expect(key).toMatch(name === '' ? /^[0-9a-f]{64}$/ : /^scratch$/);
	});

	test('the creation of a network', async () => {
		const app = await openAt('images', '');
		await app.press('4', 'c');
		await fill(app, 'name', 'lan');
		await app.press('enter');
		const key = await expectSelected(app, 'networks');
		expect(app.state().lists.networks.byKey.get(key)?.name).toBe('lan');
	});

	test.each(['r', 'c'])('%s on an image, which makes a container', async key => {
		const app = await openAt('images', 'etl');
		await app.press(key);
		await fill(app, 'name', 'fresh');
		await app.press('enter');
		const id = await expectSelected(app, 'containers');
		expect(app.state().lists.containers.byKey.get(id)?.name).toBe('fresh');
		expect(newRow(app)).toContain('fresh');
	});
});

describe('a new item', () => {
	/** An app whose pull ends only when the test says so. */
	async function pulling() {
		const engine = createDemoEngine({ latency: 0 });
		let end = () => {};
		const held = new Promise<void>(resolve => {
			end = resolve;
		});
		const { pull } = engine.images;
		Object.assign(engine.images, {
			async *pull(...args: Parameters<typeof pull>) {
				yield* pull(...args);
				await held;
			},
		});
		const app = await openAt('images', '', { engine });
		await app.press('g', 'p');
		await fill(app, 'reference', 'hello/new:1');
		app.runtime.key('enter');
		await app.until(state => state.tasks.length > 0);
		return { app, end };
	}

	test.each([
		['has moved to another row', ['escape', 'j', 'j']],
		['has typed a filter', ['escape', '/', 'e']],
		['reads the details of a row', ['escape', 'detail']],
		['is in a form about a row', ['escape', 't']],
	])('is highlighted but not selected when the user %s meanwhile', async (_, keys) => {
		const { app, end } = await pulling();
		for (const key of keys) {
			if (key === 'detail') {
				app.runtime.store.update(state => ({ ...state, focus: 'detail' }));
			}
			app.runtime.key(key);
			await new Promise(resolve => setTimeout(resolve, 20));
		}
		const before = pane(app, 'images').selected;
		const { focus, pane: focused } = app.state();
		end();
		await app.until(state => state.panes.images.highlighted !== undefined);
		expect(pane(app, 'images').highlighted).toBe(imageOf(app, 'hello/new:1'));
		expect(pane(app, 'images').selected).toBe(before);
		expect(app.state()).toMatchObject({ focus, pane: focused });
	});

	test('is selected in its pane while the user works in another one, which keeps the focus', async () => {
		const { app, end } = await pulling();
		for (const key of ['escape', '1', 'j']) {
			app.runtime.key(key);
		}
		end();
		await expectSelected(app, 'images');
		expect(app.state().pane).toBe('containers');
	});

	test('is selected when its row comes later than the answer', async () => {
		const engine = createDemoEngine({ latency: 0 });
		let open = () => {};
		const late = new Promise<void>(resolve => {
			open = resolve;
		});
		let isLate = false;
		const { list } = engine.networks;
		Object.assign(engine.networks, {
			async list(...args: Parameters<typeof list>) {
				if (isLate) {
					await late;
				}
				return list(...args);
			},
		});
		const app = await openAt('images', '', { engine });
		isLate = true;
		await app.press('4', 'c');
		await fill(app, 'name', 'lan');
		app.runtime.key('enter');
		await app.until(state => state.panes.networks.expected !== undefined);
		expect(pane(app, 'networks').highlighted).toBeUndefined();
		open();
		const key = await expectSelected(app, 'networks');
		expect(app.state().lists.networks.byKey.get(key)?.name).toBe('lan');
	});

	test('keeps its highlight under a modal, and loses it some seconds after', async () => {
		const time = manualClock();
		const opening = openDashboard({
			engine: createDemoEngine({ clock: time, latency: 0 }),
			clock: clockOf(time),
		});
		await time.advance(500);
		const app = await opening;
		const press = async (...keys: string[]) => {
			for (const key of keys) {
				app.runtime.key(key);
				await time.advance(20);
			}
		};
		await press('3', '?');
		app.runtime.store.update(state => highlight(state, 'volumes', 'shop_db'));
		await time.advance(10_000);
		expect(pane(app, 'volumes').highlighted).toBe('shop_db');
		await press('escape');
		expect(newRow(app)).toContain('shop_db');
		await time.advance(4000);
		expect(pane(app, 'volumes').highlighted).toBeUndefined();
		expect(newRow(app)).toBe('');
		app.close();
	});
});
