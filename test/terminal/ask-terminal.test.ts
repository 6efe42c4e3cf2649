import { describe, expect, test } from 'vitest';
import { readAnswers } from '../../source/terminal/ask-terminal.js';

describe('the answers of a terminal', () => {
	test('are read in any order, among keys', () => {
		const kitty =
			'j\x1bP>|kitty(0.36.4)\x1b\\\x1b]10;rgb:dd/dd/dd\x1b\\k\x1b]11;rgb:1e1e/1e1e/2e2e\x07\x1b[?5u\x1b[?2026;2$y\x1b[?62;52;c';
		expect(readAnswers(kitty)).toEqual({
			attributes: '?62;52;c',
			version: 'kitty(0.36.4)',
			foreground: '#dddddd',
			background: '#1e1e2e',
			kittyKeyboard: 5,
			synchronizedUpdate: true,
		});
	});

	test('are undefined where it is silent, and false where it does not know a mode', () => {
		expect(readAnswers('\x1b[?2026;0$y\x1b[?1;2c')).toEqual({
			attributes: '?1;2c',
			version: undefined,
			foreground: undefined,
			background: undefined,
			kittyKeyboard: undefined,
			synchronizedUpdate: false,
		});
		expect(readAnswers('abc\x1b[A').attributes).toBeUndefined();
	});
});
