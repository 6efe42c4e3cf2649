import { expect, onTestFinished, test } from 'vitest';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import type { Engine } from '../../source/engine/engine.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';

const large = { columns: 120, rows: 40 };
const everyKey = [
	...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/:?@*[]&',
	'enter',
	'space',
	'tab',
	'up',
];

async function open(engine: Engine = createDemoEngine({ latency: 0 })): Promise<Dashboard> {
	const app = await openDashboard({ engine });
	onTestFinished(() => app.close());
	return app;
}
const shrink = (app: Dashboard) => app.runtime.resize({ columns: 39, rows: 9 });
const grow = (app: Dashboard) => app.runtime.resize(large);
const names = (app: Dashboard) => app.state().lists.containers.items.map(({ name, state }) => `${name} ${state}`);

test('a key cannot answer a hidden question, only close it', async () => {
	const app = await open();
	const before = names(app);
	await app.press('D');
	await app.untilText('force');
	const question = app.text();
	shrink(app);
	expect(app.text()).toMatch(/window too small\s+needs 40x10, has 39x9\s+Esc closes the dialog/);
	await app.press(...everyKey, 'left', 'y', 'enter');
	await app.paste('y\n');
	expect(app.state().modals).toHaveLength(1);
	grow(app);
	expect(app.text()).toBe(question);
	shrink(app);
	await app.press('escape');
	expect(app.text()).toContain('Ctrl-c quits');
	grow(app);
	expect(app.state().modals).toEqual([]);
	expect(names(app)).toEqual(before);
});

test('a hidden form keeps its text and takes no keys', async () => {
	const app = await open();
	await app.press('R', 'ctrl-u');
	await app.type('seen');
	shrink(app);
	await app.type('unseen');
	await app.paste('unseen');
	await app.press('enter');
	grow(app);
	await app.type('-again');
	await app.press('enter');
	await app.until(({ lists: { containers } }) => containers.items.some(({ name }) => name === 'seen-again'));
});

test('no key acts on a hidden list, but q and Ctrl-c quit', async () => {
	const app = await open();
	const before = { names: names(app), pane: app.state().pane };
	shrink(app);
	await app.press(...everyKey.filter(key => key !== 'q'), 'escape');
	expect({ names: names(app), pane: app.state().pane }).toEqual(before);
	expect(app.state().modals).toEqual([]);
	expect(app.left()).toBe(false);
	await app.press('q');
	expect(app.left()).toBe(true);
	const other = await open();
	shrink(other);
	await other.press('ctrl-c');
	expect(other.left()).toBe(true);
});

test('running tasks are not dropped by a hidden question', async () => {
	const demo = createDemoEngine({ latency: 0 });
	let release = () => {};
	const waits = new Promise<void>(resolve => {
		release = resolve;
	});
	onTestFinished(() => release());
	const engine: Engine = {
		...demo,
		images: {
			...demo.images,
			async *pull(_reference, _options, { signal }) {
				yield { status: 'Downloading', id: 'abc' };
				await Promise.race([waits, new Promise(resolve => signal.addEventListener('abort', resolve))]);
			},
		},
	};
	const app = await open(engine);
	await app.press('2', 'p');
	await app.type('endless:1');
	app.runtime.key('enter');
	await app.until(({ tasks }) => tasks.at(-1)?.status === 'running');
	app.runtime.key('escape');
	shrink(app);
	for (const key of ['q', 'y', 'enter']) {
		app.runtime.key(key);
	}
	await app.until(({ modals }) => modals.length === 1);
	for (const key of ['y', 'left', 'enter', 'q']) {
		app.runtime.key(key);
	}
	expect([app.left(), app.state().tasks.at(-1)?.status]).toEqual([false, 'running']);
	grow(app);
	expect(app.text()).toContain('Quit while tasks are running?');
});
