import { describe, expect, test } from 'vitest';
import { readGraphemes } from '../../source/domain/text/graphemes.js';
import { inputKey, inputPaste, openInput } from '../../source/state/modals/inline-input.js';
import { menuItems, menuKey, menuPaste } from '../../source/state/modals/menu.js';
import type { MenuModal } from '../../source/state/modals/modal.js';
import { editKey, insertText, type TextEdit, textEdit } from '../../source/state/modals/text-edit.js';
import { shownContainers } from '../../source/state/selectors.js';
import fc from '../helpers/fast-check.js';
import { fleet } from '../helpers/state/fleet.js';
import { open } from '../helpers/state/state.js';

const press = (edit: TextEdit, ...keys: string[]): TextEdit =>
	keys.reduce((now, key) => editKey(now, key) ?? now, edit);
const shown = ({ text, cursor }: TextEdit) => {
	const at = readGraphemes(text).unit(cursor);
	return `${text.slice(0, at)}|${text.slice(at)}`;
};

describe('an edited line', () => {
	test.each([
		[['ctrl-a', 'x'], 'x|one two'],
		[['left', 'left', 'backspace'], 'one |wo'],
		[['home', 'delete'], '|ne two'],
		[['ctrl-w'], 'one |'],
		[['ctrl-w', 'ctrl-w'], '|'],
		[['left', 'ctrl-u'], '|o'],
		[['ctrl-a', 'right', 'ctrl-k'], 'o|'],
		[['ctrl-a', 'ctrl-e', 'space', '!'], 'one two !|'],
		[['ctrl-b', 'ctrl-f', 'ctrl-f'], 'one two|'],
		[['ctrl-a', 'backspace', 'left'], '|one two'],
		[['delete'], 'one two|'],
	])('%j makes %s', (keys, expected) => {
		expect(shown(press(textEdit('one two'), ...keys))).toBe(expected);
	});

	test('moves and deletes by graphemes', () => {
		const edit = textEdit('日👩‍👩‍👧e\u0301');
		expect(edit.cursor).toBe(3);
		expect(press(edit, 'backspace', 'backspace').text).toBe('日');
		expect(shown(press(edit, 'left'))).toBe('日👩‍👩‍👧|e\u0301');
	});

	test('joins pasted lines and removes control characters', () => {
		expect(insertText(textEdit('a'), 'b\r\nc\n\x1b[31md\x00\x07\ud800').text).toBe('ab c d\ufffd');
	});

	test('never contains a control character or a cursor outside the text, whatever keys are pressed', () => {
		const keys = [
			'left',
			'right',
			'home',
			'end',
			'backspace',
			'delete',
			'ctrl-w',
			'ctrl-u',
			'ctrl-k',
			'space',
			'x',
			'日',
			'up',
		];
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme' }),
				fc.array(fc.oneof(fc.constantFrom(...keys), fc.string({ unit: 'binary', maxLength: 2 }))),
				(text, pressed) => {
					const { text: left, cursor } = press(insertText(textEdit(), text), ...pressed);
					expect(left).not.toMatch(/\p{Cc}/u);
					expect(cursor).toBeGreaterThanOrEqual(0);
					expect(cursor).toBeLessThanOrEqual(textEdit(left).cursor);
				},
			),
		);
	});
});

describe('the input of a filter or a search', () => {
	const type = (text: string) => [...text].reduce((now, key) => inputKey(now, key).state, openInput(fleet(), 'filter'));

	test('filters at each key, keeps the filter on Enter and restores the former one on Esc', () => {
		const typed = type('post');
		expect(
			shownContainers(typed)
				.map(({ name }) => name)
				.sort(),
		).toEqual(['db', 'migrate']);
		const accepted = inputKey(typed, 'enter').state;
		expect([accepted.input, accepted.panes.containers.filter]).toEqual([undefined, 'post']);
		const again = inputKey(openInput(accepted, 'filter'), 'x').state;
		expect(again.panes.containers.filter).toBe('postx');
		expect(inputKey(again, 'escape').state.panes.containers.filter).toBe('post');
		expect(inputPaste(openInput(fleet(), 'filter'), 'we\nb').panes.containers.filter).toBe('we b');
	});

	test('closes on up and down and passes them on, and takes all other keys', () => {
		expect(inputKey(type('w'), 'down')).toMatchObject({ passOn: true, state: { input: undefined } });
		expect(inputKey(type('w'), 'tab')).toMatchObject({ passOn: false });
		expect(inputKey(fleet(), 'j')).toMatchObject({ passOn: true });
	});

	test('searches the open log or text tab', () => {
		const logs = inputKey(openInput(open(fleet(), 'logs', 'detail'), 'search'), 'e').state;
		expect([logs.logs.search, logs.text.search]).toEqual(['e', '']);
		const text = inputKey(openInput(open(fleet(), 'env', 'detail'), 'search'), 'e').state;
		expect([text.logs.search, text.text.search]).toEqual(['', 'e']);
	});
});

describe('a menu', () => {
	const items = ['Stop', 'Start', 'Restart', 'Remove'].map(label => ({
		id: label.toLowerCase(),
		label,
		key: label[2],
	}));
	const menu: MenuModal = { kind: 'menu', id: 1, title: 'Actions', items, index: 0 };
	const at = (from: MenuModal, ...keys: string[]): MenuModal =>
		keys.reduce((now, key) => {
			const step = menuKey(now, key, 2);
			if (step === 'leave' || !('menu' in step)) {
				throw new Error(`${key} closed the menu`);
			}
			return step.menu;
		}, from);

	test('moves by rows around its ends, and by pages up to them', () => {
		expect(at(menu, 'up').index).toBe(3);
		expect(at(menu, 'up', 'down').index).toBe(0);
		expect(at(menu, 'pagedown').index).toBe(2);
		expect(at(menu, 'pagedown', 'pagedown', 'j').index).toBe(3);
		expect(at(menu, 'end', 'k', 'g').index).toBe(0);
	});

	test('chooses with Enter or the key of an item, and closes with Esc or q', () => {
		expect(menuKey(at(menu, 'down'), 'enter', 2)).toEqual({ chosen: items[1] });
		expect(menuKey(menu, 'm', 2)).toEqual({ chosen: items[3] });
		expect([menuKey(menu, 'escape', 2), menuKey(menu, 'q', 2)]).toEqual(['leave', 'leave']);
	});

	test('filters its items by the query at each key, and clears the query on the first Esc', () => {
		const palette = { ...menu, query: textEdit() };
		const typed = at(palette, 'down', 'r', 'e', 's');
		expect(menuItems(typed).map(({ label }) => label)).toEqual(['Restart']);
		expect(typed.index).toBe(0);
		expect(at(typed, 'escape').query?.text).toBe('');
		expect(menuKey(palette, 'escape', 2)).toBe('leave');
		expect(menuItems(menuPaste(palette, 'mov')).map(({ label }) => label)).toEqual(['Remove']);
		expect(menuKey(at(palette, 'z', 'z'), 'enter', 2)).toHaveProperty('menu');
		expect(menuPaste(menu, 'x')).toBe(menu);
	});
});
