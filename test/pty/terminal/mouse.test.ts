import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { closeTerminals, type Terminal } from '../../helpers/terminal/terminal.js';
import { openJobShell, run, untilDashboard, untilStopped } from '../job-shell.js';
import { cli, openBetweenLines, openPlimsoll, selectedRow, untouched } from '../plimsoll.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-mouse-'));
const config = path.join(folder, 'config.yaml');
writeFileSync(config, 'mouse: true\n');
afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

const withMouse = ['--demo', '--config', config];
const press = (x: number, y: number) => `\x1b[<0;${x + 1};${y + 1}M\x1b[<0;${x + 1};${y + 1}m`;
const isReporting = (terminal: Terminal) => terminal.emulator.modes.mouseTrackingMode;
const nameOf = (row: string | undefined) => /^│ . ([\w-]+)/.exec(row ?? '')?.[1];

async function untilRows(terminal: Terminal): Promise<void> {
	await terminal.until(() => selectedRow(terminal) !== undefined);
	// Ink reads keys and the mouse once the help can be opened.
	await terminal.press('?');
	await terminal.until('Help');
	await terminal.press('esc');
	await terminal.until(screen => !screen.join('\n').includes('Help'));
}

describe('the mouse in the shipped program', () => {
	test('is on with `mouse: true`: a click selects, a double click is Enter, the wheel scrolls', async () => {
		const terminal = openPlimsoll({ args: withMouse });
		await untilRows(terminal);
		expect(isReporting(terminal)).toBe('vt200');
		const third = nameOf(terminal.screen()[5]);
		await terminal.type(press(6, 5));
		await terminal.until(() => nameOf(selectedRow(terminal)) === third);
		await terminal.type(`${press(6, 4)}${press(6, 4)}`);
		await terminal.until(`┌ ${nameOf(terminal.screen()[4])} ─`);
		await terminal.press('esc');
		const last = () => terminal.screen()[30];
		await terminal.until(() => selectedRow(terminal) !== undefined);
		const before = last()?.slice(62);
		await terminal.type('\x1b[<64;100;20M'.repeat(5));
		await terminal.until(() => last()?.slice(62) !== before);
	});

	test('is off by default: reports are no keys and do nothing', async () => {
		const terminal = openPlimsoll({ args: ['--demo'] });
		await untilRows(terminal);
		expect(isReporting(terminal)).toBe('none');
		const [first, second] = terminal.screen().slice(3, 5).map(nameOf);
		expect(nameOf(selectedRow(terminal))).toBe(first);
		await terminal.type(`${press(6, 6)}${press(6, 6)}\x1b[<65;6;6Mj`);
		await terminal.until(() => nameOf(selectedRow(terminal)) === second);
		expect(terminal.screen().join('\n')).not.toContain('Stop…');
	});

	test('is switched by the palette, with its modes', async () => {
		const terminal = openPlimsoll({ args: ['--demo'] });
		await untilRows(terminal);
		await terminal.press(':');
		await terminal.type('mouse on');
		await terminal.until('Switch the mouse on');
		await terminal.press('enter');
		await terminal.until(() => isReporting(terminal) === 'vt200');
		await terminal.press(':');
		await terminal.type('mouse off');
		await terminal.until('Switch the mouse off');
		await terminal.press('enter');
		await terminal.until(() => isReporting(terminal) === 'none');
		expect(terminal.modes).toMatchObject({ mouse: false, focusReports: true });
	});

	test.each(['q', 'ctrl-c'])('is given back on %s', async key => {
		const terminal = openBetweenLines({ args: withMouse });
		await untilRows(terminal);
		expect(terminal.modes.mouse).toBe(true);
		await terminal.press(key);
		await terminal.until(/after 0/);
		expect(terminal.modes).toEqual(untouched);
	});

	test.each(['SIGTERM', 'SIGHUP'] as const)('is given back on %s', async signal => {
		const terminal = openPlimsoll({ args: withMouse });
		await untilRows(terminal);
		expect(terminal.modes.mouse).toBe(true);
		terminal.kill(signal);
		await terminal.exited;
		expect(terminal.modes).toEqual(untouched);
	});

	test('is off in the shell after Ctrl-z, and on again after fg', async () => {
		const terminal = await openJobShell();
		await run(terminal, `${process.execPath} ${cli} ${withMouse.join(' ')}`);
		await untilDashboard(terminal);
		await terminal.until(() => terminal.modes.mouse);
		await terminal.press('ctrl-z');
		await untilStopped(terminal);
		expect(terminal.modes).toEqual(untouched);
		await run(terminal, 'fg');
		await untilDashboard(terminal);
		await terminal.until(() => isReporting(terminal) === 'vt200');
		await terminal.press('q');
		await terminal.until(/fg[\s\S]*prompt> ?$/m);
		expect(terminal.modes).toEqual(untouched);
	});

	test('is off in a session, which gets the reports as bytes, and on again after it', async () => {
		const terminal = openPlimsoll({ args: withMouse });
		await untilRows(terminal);
		await terminal.type('e');
		await terminal.until(() => !terminal.modes.alternateScreen);
		await terminal.until(/[#$] ?$/m);
		expect(isReporting(terminal)).toBe('none');
		await terminal.type('exit\r');
		await terminal.until(() => terminal.modes.alternateScreen && isReporting(terminal) === 'vt200');
		await terminal.type(press(6, 5));
		await terminal.until(() => nameOf(selectedRow(terminal)) === nameOf(terminal.screen()[5]));
	});
});
