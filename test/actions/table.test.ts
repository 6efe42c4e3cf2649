import { describe, expect, test } from 'vitest';
import { refusal } from '../../source/actions/keymap.js';
import { actionTable } from '../../source/actions/table/table.js';
import { nounIds } from '../../source/panes/panes.js';
import { fleet } from '../helpers/state/fleet.js';

const names = new Set([
	...['up', 'down', 'left', 'right', 'home', 'end', 'pageup', 'pagedown', 'enter', 'escape', 'tab', 'shift-tab'],
	...['space', 'backspace', 'delete'],
]);
const states = nounIds.map(pane => fleet({ pane }));

describe('the action table', () => {
	test('has every id once, named after its noun', () => {
		const ids = actionTable.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const { id } of actionTable) {
			expect(id).toMatch(/^[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)?$|^[a-z]+(-[a-z]+)*$/);
		}
		for (const { id, scope } of actionTable) {
			if (nounIds.some(noun => noun === scope)) {
				expect(id.startsWith(scope.slice(0, -1)), id).toBe(true);
			}
		}
	});

	test('has only keys that a terminal can send, and none that needs Ctrl, Alt or F alone', () => {
		for (const { id, keys } of actionTable) {
			for (const key of keys) {
				expect(names.has(key) || /^ctrl-[a-z]$/.test(key) || [...key].length === 1, `${id}: ${key}`).toBe(true);
			}
		}
		const reachable = actionTable.filter(({ plumbing }) => !plumbing).every(({ title }) => title !== '');
		expect(reachable, 'what is in the palette has a title').toBe(true);
	});

	test('binds lower-case keys to safe actions, and upper-case keys to those that leave the machine or cannot be undone', () => {
		const destroying = actionTable.filter(action =>
			states.some(state => {
				const target = action.target(state);
				return target !== undefined && action.confirm?.(target, state)?.severity === 'destroys';
			}),
		);
		expect(destroying.length).toBeGreaterThan(5);
		// `d` asks, and only what is at rest goes; what goes by force is upper case.
		for (const { id, keys } of destroying) {
			expect(['d', 'D'], id).toEqual(expect.arrayContaining([...keys]));
		}
		for (const { id, keys, confirm } of actionTable.filter(each => /force/.test(each.id))) {
			expect([id, keys, typeof confirm]).toEqual([id, ['D'], 'function']);
		}
	});

	test('disables all actions that change the engine in read-only mode, with the reason', () => {
		const changing = actionTable.filter(({ mutates }) => mutates);
		expect(changing.map(({ id }) => id)).toEqual(
			expect.arrayContaining([
				...[
					'shell',
					'exec',
					'attach',
					'start-stop',
					'restart',
					'pause-unpause',
					'rename',
					'kill',
					'remove',
					'force-remove',
				].map(id => `container.${id}`),
				...['image.tag', 'image.push', 'image.pull', 'image.remove', 'image.force-remove'],
				...['volume.create', 'volume.remove', 'volume.force-remove'],
				...['network.create', 'network.connect', 'network.disconnect', 'network.remove', 'network.force-remove'],
			]),
		);
		for (const action of changing) {
			for (const state of states) {
				expect(refusal(action, { ...state, readOnly: true }), action.id).toMatch(/^read-only: |^nothing is selected$/);
			}
		}
		// Each action whose docker command changes something is marked as a change.
		const verbs =
			/^docker (start|stop|restart|kill|rm|pause|unpause|rename|tag|push|pull|run|create|commit|update|exec|attach|(volume|network|image|container) (rm|create|prune|connect|disconnect))\b/;
		for (const action of actionTable.filter(({ mutates }) => !mutates)) {
			for (const state of states) {
				const target = action.target(state);
				const command = target === undefined ? undefined : action.command?.(target, state);
				expect(command?.join(' ') ?? '', action.id).not.toMatch(verbs);
			}
		}
	});
});
