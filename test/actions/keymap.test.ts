import { describe, expect, test } from 'vitest';
import { actionFor, applicable, withKeys } from '../../source/actions/keymap.js';
import { activeScopes, scopeChains } from '../../source/actions/scopes.js';
import { actionTable } from '../../source/actions/table/table.js';
import { fleet } from '../helpers/state/fleet.js';
import { open } from '../helpers/state/state.js';

describe('the key map', () => {
	test('binds no key twice in scopes that are active together', () => {
		for (const chain of scopeChains) {
			const keys = actionTable.filter(({ scope }) => chain.includes(scope)).flatMap(action => action.keys);
			expect(
				keys.filter((key, index) => keys.indexOf(key) !== index),
				chain.join(', '),
			).toEqual([]);
		}
		expect(() => withKeys(actionTable)).not.toThrow();
	});

	test('checks every chain of scopes that can be active', () => {
		const lost = { status: 'lost', attempts: [], attempt: 1, retryAt: 0 } as const;
		for (const state of [
			fleet(),
			open(fleet(), 'logs', 'detail'),
			open(fleet(), 'env', 'detail'),
			fleet({ connection: lost }),
		]) {
			expect(scopeChains).toContainEqual(activeScopes(state));
		}
	});

	test('replaces the keys of an action with the user’s keys', () => {
		const table = withKeys(actionTable, { 'container.restart': ['ctrl-x', 'F'] }).actions;
		expect(actionFor(table, fleet(), 'ctrl-x')?.id).toBe('container.restart');
		expect(actionFor(table, fleet(), 'F')?.id).toBe('container.restart');
		expect(actionFor(table, fleet(), 'r')).toBeUndefined();
	});

	test('reports unknown actions and keys bound twice, and applies the other overrides', () => {
		const { actions, problems } = withKeys(actionTable, {
			'container.fly': ['f'],
			'container.restart': ['s'],
			'container.rename': ['F'],
			'container.top': ['F'],
		});
		expect(problems).toEqual([
			{ id: 'container.fly', message: 'there is no action "container.fly" (docs/keys.md lists them)' },
			{ id: 'container.restart', message: 'container.restart: the key "s" belongs to container.start-stop' },
			{ id: 'container.rename', message: 'container.rename: the key "F" belongs to container.top' },
		]);
		expect(actionFor(actions, fleet(), 's')?.id).toBe('container.start-stop');
		expect(actionFor(actions, fleet(), 'r')?.id).toBe('container.restart');
		expect(actionFor(actions, fleet(), 'F')?.id).toBe('container.top');
	});

	test('allows two actions to swap keys, and two panes to share a key', () => {
		const swapped = { 'container.restart': ['s'], 'container.start-stop': ['r'], 'volume.create': ['r'] };
		expect(withKeys(actionTable, swapped).problems).toEqual([]);
	});

	test('finds the action of a key in the nearest active scope first', () => {
		const table = withKeys(actionTable).actions;
		expect(actionFor(table, fleet(), 'j')?.id).toBe('list.down');
		expect(actionFor(table, open(fleet(), 'logs', 'detail'), 'j')?.id).toBe('detail.down');
		expect(actionFor(table, open(fleet(), 'logs', 'detail'), 's')?.id).toBe('logs.save');
		expect(actionFor(table, open(fleet(), 'env', 'detail'), 's')?.id).toBe('container.start-stop');
		expect(actionFor(table, fleet(), 'no-such-key')).toBeUndefined();
		expect(applicable(table, fleet()).map(({ scope }) => scope)[0]).toBe('containers');
	});
});
