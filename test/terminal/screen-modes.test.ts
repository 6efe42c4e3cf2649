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

describe('the sequences for a terminal', () => {
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
	])('that is %s contain nothing that an old parser would print', term => {
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
	])('that is %s leave no string open', term => {
		const text = allOf(term);
		expect(text.match(/\x1b\]/g)).toHaveLength(text.match(/\x1b\][^\x07\x1b]*\x07/g)?.length ?? 0);
		expect(text).toContain('\x1b[<99u\x1b[=0u');
	});

	test('switch on reports of buttons with SGR coordinates, and none of a moving mouse', () => {
		const { mouseOn, mouseOff, enter, leave } = screenModes('xterm', true);
		expect(mouseOn).toBe('\x1b[?1000h\x1b[?1006h');
		expect(enter).not.toMatch(/\?(9|100[0-356]|101[56])h/);
		for (const mode of [9, 1000, 1002, 1003, 1005, 1006, 1015, 1016]) {
			expect(mouseOff).toContain(`\x1b[?${mode}l`);
			expect(leave).toContain(`\x1b[?${mode}l`);
		}
		expect(mouseOff).not.toContain('1004');
	});

	test('switch to UTF-8 only where UTF-8 is shown', () => {
		expect(allOf('xterm')).toContain('\x1b%G');
		expect(allOf('xterm', false)).not.toContain('\x1b%');
	});

	test('reset no colour, title, link or progress bar that the session has not changed', () => {
		const end = screenModes('xterm', true).endSession(
			{ commands: new Set([7, 133]), alternate: undefined, isCursorMoved: false },
			80,
		);
		expect(end).not.toContain('\x1b]');
		// The cursor does not move either.
		expect(end).not.toMatch(/\x1b\[\?1049l|\x1b\[999/);
	});
});
