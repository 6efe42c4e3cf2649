import { describe, expect, test } from 'vitest';
import { screenModes } from '../../source/terminal/screen-modes.js';

const everything = {
	commands: new Set([0, 2, 4, 8, 9, 10, 11, 12, 22]),
	alternate: 1049,
	isCursorMoved: true,
} as const;

const allOf = (term: string | undefined, utf8 = true) => {
	const modes = screenModes(term, utf8);
	return modes.enter + modes.leave + modes.openSession(24) + modes.endSession(everything, 80);
};

describe('what is sent to a terminal', () => {
	test.each([
		'linux',
		'linux-16color',
		'vt100',
		'vt220',
		'vt320',
		'ansi',
		'cons25',
		'wsvt25',
		'sun',
		'unknown',
		'',
		undefined,
	])('%s: holds nothing that an old parser would print', term => {
		// Sequences of the VT100: two characters, or ESC [ ? numbers and a letter; line ends, and the two controls CAN and SI.
		const known = /\x1b\[\??[\d;]*[A-Za-z]|\x1b[()]B|\x1b[78<>\\HMc]|\x1b%G|[\r\n\x18\x0f]/g;
		expect(allOf(term).replace(known, '')).toBe('');
		expect(allOf(term)).not.toMatch(/\x1b[\]P^_X]|\x1b\[[<=>]/);
	});

	test.each([
		'xterm',
		'xterm-256color',
		'screen-256color',
		'tmux-256color',
		'vte-256color',
		'alacritty',
		'foot',
		'xterm-kitty',
	])('%s: leaves no string open', term => {
		const text = allOf(term);
		expect(text.match(/\x1b\]/g)).toHaveLength(text.match(/\x1b\][^\x07\x1b]*\x07/g)?.length ?? 0);
		expect(text).toContain('\x1b[<99u\x1b[=0u');
	});

	test('switches to UTF-8 only where UTF-8 is shown', () => {
		expect(allOf('xterm')).toContain('\x1b%G');
		expect(allOf('xterm', false)).not.toContain('\x1b%');
	});

	test('resets no colour, title, link or bar that a session has not touched', () => {
		const end = screenModes('xterm', true).endSession(
			{ commands: new Set([7, 133]), alternate: undefined, isCursorMoved: false },
			80,
		);
		expect(end).not.toContain('\x1b]');
		// Nor does it go back to a saved cursor, or anywhere else.
		expect(end).not.toMatch(/\x1b\[\?1049l|\x1b\[999/);
	});
});
