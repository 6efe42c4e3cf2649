import { describe, expect, onTestFinished, test } from 'vitest';
import { withKeys, withPreset } from '../../source/actions/keymap.js';
import { presets } from '../../source/actions/presets.js';
import { actionTable } from '../../source/actions/table/table.js';
import { presetNames } from '../../source/domain/text/key-preset.js';
import { openDashboard } from '../helpers/dashboard.js';

async function openWith(keyPreset?: 'lazydocker' | 'k9s') {
	const dashboard = await openDashboard({ keyPreset, rows: 60 });
	onTestFinished(() => dashboard.close());
	await dashboard.untilText(/\d%/);
	return dashboard;
}

describe.each(presetNames)('the keys of %s', name => {
	test('bind no key twice, and change only keys of actions that there are', () => {
		expect(() => withKeys(withPreset(actionTable, name))).not.toThrow();
		for (const [id, keys] of Object.entries(presets[name])) {
			const action = actionTable.find(each => each.id === id);
			expect(action, id).toBeDefined();
			expect(keys, id).not.toEqual(action?.keys);
		}
	});

	test('leave every action within reach: by a key, or in a menu', () => {
		for (const action of withPreset(actionTable, name)) {
			expect(action.keys.length > 0 || !action.plumbing || action.id.startsWith('pane.'), action.id).toBe(true);
		}
	});

	test('change nothing in the order and the words of the actions', () => {
		expect(withPreset(actionTable, name).map(({ keys: _, usualKeys: __, ...rest }) => rest.id)).toEqual(
			actionTable.map(({ id }) => id),
		);
	});

	test('give way to the user’s own keys, and a conflict with them is refused', () => {
		const { actions, problems } = withKeys(withPreset(actionTable, name), {
			'container.shell': ['F'],
			'container.rename': [name === 'k9s' ? 'h' : 'm'],
		});
		expect(actions.find(({ id }) => id === 'container.shell')).toMatchObject({ keys: ['F'], usualKeys: undefined });
		expect(problems).toEqual([
			name === 'k9s'
				? { id: 'container.rename', message: 'container.rename: the key "h" belongs to container.start-stop' }
				: { id: 'container.rename', message: 'container.rename: the key "m" belongs to container.logs' },
		]);
	});
});

describe('a dashboard with the keys of another program', () => {
	test('shows them in the footer, in the menus and in the help, with plimsoll’s own beside changed ones', async () => {
		const { press, text } = await openWith('k9s');
		expect(text()).toMatch(/s shell .*h stop/);
		await press('enter');
		expect(text()).toMatch(/\bh {2}Stop/);
		expect(text()).toMatch(/Ctrl-d {2}Remove/);
		await press('escape', '?');
		expect(text()).toContain('Beside each changed one: plimsoll’s own.');
		expect(text()).toMatch(/ h +Start or stop {2}\(s\)/);
		expect(text()).toMatch(/ d +Overview {2}\(no key\)/);
		expect(text()).toMatch(/ Tab +Next pane *│/);
	});

	test('lists an action that has lost its key', async () => {
		const { press, text } = await openWith('lazydocker');
		await press('?');
		expect(text()).toMatch(/ m l +Logs {2}\(l\)/);
		expect(text()).toMatch(/ – +Stats {2}\(m\)/);
	});

	test('says nothing about presets without one', async () => {
		const { press, text } = await openWith();
		await press('?');
		expect(text()).not.toContain('changed');
	});

	test('runs their actions', async () => {
		const { press, text, state } = await openWith('lazydocker');
		await press('x');
		expect(state().modals.at(-1)?.kind).toBe('menu');
		await press('escape', 'm');
		expect(state().panes.containers.tab).toBe('logs');
		expect(text()).toContain('[Logs]');
	});
});
