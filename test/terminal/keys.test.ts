import { describe, expect, test } from 'vitest';
import { keyNames } from '../../source/terminal/keys.js';

describe('key names', () => {
	test('of a chunk with several keys are several', () => {
		expect(keyNames('jjj', {})).toEqual(['j', 'j', 'j']);
		expect(keyNames('a b\r', {})).toEqual(['a', 'space', 'b', 'enter']);
		expect(keyNames('x\x7f\x01\ty', {})).toEqual(['x', 'backspace', 'ctrl-a', 'tab', 'y']);
		expect(keyNames('a\r\nb', {})).toEqual(['a', 'enter', 'b']);
	});

	test('of one user-perceived character are one', () => {
		expect(keyNames('日👩‍👩‍👧e\u0301', {})).toEqual(['日', '👩‍👩‍👧', 'e\u0301']);
	});

	test('come from the flags for keys without a character', () => {
		expect(keyNames('', { upArrow: true })).toEqual(['up']);
		expect(keyNames('', { pageDown: true })).toEqual(['pagedown']);
		expect(keyNames('\r', { return: true })).toEqual(['enter']);
		expect(keyNames('', { escape: true })).toEqual(['escape']);
		expect(keyNames('\t', { tab: true })).toEqual(['tab']);
		expect(keyNames('', { tab: true, shift: true })).toEqual(['shift-tab']);
		expect(keyNames('', { backspace: true })).toEqual(['backspace']);
		expect(keyNames('', { delete: true })).toEqual(['delete']);
		expect(keyNames('R', { ctrl: true })).toEqual(['ctrl-r']);
	});

	test('of a key with Alt are Esc and the key, as from a slow line in one chunk', () => {
		expect(keyNames('x', { meta: true })).toEqual(['escape', 'x']);
	});

	test('are none for input that is no key', () => {
		expect(keyNames('', {})).toEqual([]);
		expect(keyNames('\x00\x1c', {})).toEqual([]);
	});
});
