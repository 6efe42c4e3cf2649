import { afterEach, describe, expect, test } from 'vitest';
import { labelOf, refusal } from '../../source/actions/keymap.js';
import { actionTable } from '../../source/actions/table/table.js';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { replaceItems } from '../../source/state/lists/listing.js';
import { createKeyHints } from '../../source/ui/key-hints.js';
import { type Dashboard, openDashboard } from '../helpers/dashboard.js';
import { fleet } from '../helpers/state/fleet.js';
import { loadingList, select, withList } from '../helpers/state/state.js';
import { recorded } from '../runtime/recorded.js';

const action = (id: string) => {
	const found = actionTable.find(each => each.id === id);
	if (!found) {
		throw new Error(`no ${id}`);
	}
	return found;
};

describe('the gate', () => {
	test('shows the reason why an action is disabled, with the name of the container', () => {
		const reason = (name: string, id: string) => refusal(action(id), select(fleet(), name));
		expect(reason('batch', 'container.pause-unpause')).toBe('batch is not running');
		expect(reason('batch', 'container.shell')).toBe('batch is not running');
		expect(reason('cache', 'container.shell')).toBe('cache is paused: unpause it first');
		expect(reason('web', 'container.remove')).toBe('web is running: stop it first, or remove it by force');
		expect(reason('web', 'container.force-remove')).toBeUndefined();
		expect(reason('db', 'container.open-url')).toBe('no TCP port is published');
		const empty = replaceItems(fleet(), 'containers', []);
		expect(refusal(action('container.restart'), empty)).toBe('nothing is selected');
		const loading = withList(fleet({ pane: 'images' }), 'images', loadingList);
		expect(refusal(action('image.tag'), loading)).toBe('the list is still loading');
	});

	test('disables the views of an engine that does not answer', () => {
		const lost = fleet({ connection: { status: 'lost', attempts: [], attempt: 1, retryAt: 0 } });
		expect(createKeyHints(actionTable)(lost).map(({ label }) => label)).toEqual(['retry', 'demo', 'help', 'all']);
		expect(refusal(action('pane.next'), lost)).toBe('no engine answers');
	});

	test('labels a key of two verbs with the verb that it runs now', () => {
		expect(labelOf(action('container.start-stop'), select(fleet(), 'web'))).toBe('Stop');
		expect(labelOf(action('container.start-stop'), select(fleet(), 'batch'))).toBe('Start');
		expect(labelOf(action('container.pause-unpause'), select(fleet(), 'cache'))).toBe('Unpause');
	});
});

describe('an action on marked containers', () => {
	let app: Dashboard;
	afterEach(() => app.close());

	test.each([
		['s', 'stop', ['docker', 'stop']],
		['r', 'restart', ['docker', 'restart']],
		['p', 'pause', ['docker', 'pause']],
		['D', 'remove', ['docker', 'rm', '--force', '--volumes']],
	])('acts, on %s, on exactly the containers that its command names', async (key, call, line) => {
		const engine = recorded(createDemoEngine({ latency: 0 }));
		app = await openDashboard({ engine: engine.engine });
		const ids = new Map(app.state().lists.containers.items.map(({ id, name }) => [id, name]));
		// `legacy` is paused and cannot be paused again; where an action does not apply, it is left out of both.
		const marked = ['web', 'db', ...(call === 'pause' ? ['legacy'] : [])];
		for (const name of marked) {
			await app.press('/', 'ctrl-u');
			await app.type(name);
			await app.press('enter');
			await app.press('g');
			for (let row = 0; ids.get(app.state().panes.containers.selected ?? '') !== name && row < 20; row++) {
				await app.press('j');
			}
			await app.press('space', '/', 'ctrl-u', 'enter');
		}
		expect(app.state().panes.containers.marks.size).toBe(marked.length);
		await app.press(key);
		if (app.state().modals.length > 0) {
			await app.press('y');
		}
		await app.until(state => state.commands.at(-1)?.status === 'done');
		const asked = engine.of(`containers.${call}`).map(({ args }) => ids.get(String(args[0])));
		expect(app.state().commands.map(({ command }) => command)).toEqual([[...line, ...asked]]);
		expect([...asked].sort()).toEqual(['db', 'web']);
	});

	test('asks before an interruption when the setting is to ask always', async () => {
		app = await openDashboard({ preferences: { confirm: 'all' } });
		await app.press('r');
		expect(app.text()).toMatch(/Restart \S+\?/);
		await app.press('escape');
		expect(app.state().commands).toEqual([]);
		await app.press('r', 'enter');
		expect(app.state().commands).toHaveLength(1);
	});

	test('does not ask when the setting is never to ask', async () => {
		app = await openDashboard({ preferences: { confirm: 'none' } });
		const { selected } = app.state().panes.containers;
		await app.press('D');
		await app.until(state => !state.lists.containers.byKey.has(selected ?? ''));
	});
});
