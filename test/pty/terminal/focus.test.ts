import { afterEach, expect, test } from 'vitest';
import { closeTerminals } from '../../helpers/terminal/terminal.js';
import { openPlimsoll, selectedRow } from '../plimsoll.js';

afterEach(closeTerminals);

test('focus reports between keys do not act as keys', async () => {
	const terminal = openPlimsoll({ args: ['--demo'] });
	await terminal.until(() => selectedRow(terminal) !== undefined);
	expect(terminal.modes.focusReports).toBe(true);
	const [first, second, third] = terminal.screen().slice(3, 6);
	expect(selectedRow(terminal)).toBe(first);
	await terminal.type('\x1b[Oj\x1b[I\x1b[Oj');
	await terminal.until(() => selectedRow(terminal)?.slice(0, 12) === third?.slice(0, 12));
	await terminal.type('k\x1b[I');
	await terminal.until(() => selectedRow(terminal)?.slice(0, 12) === second?.slice(0, 12));
});
