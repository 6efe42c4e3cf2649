import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { closeTerminals, type Terminal } from '../helpers/terminal/terminal.js';
import { openPlimsoll, untouched } from './plimsoll.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-choices-'));
afterEach(closeTerminals);
afterAll(() => rmSync(root, { recursive: true }));

const nord = '#2e3440';
const background = (terminal: Terminal) => terminal.cell(100, 20).background;

async function openThemes(terminal: Terminal): Promise<void> {
	await terminal.until(/\d%/);
	await terminal.press(':');
	await terminal.type('theme');
	await terminal.until('Theme…');
	await terminal.press('enter');
	await terminal.until('Nord');
}

describe('a theme', () => {
	test('is shown while it is selected, kept when it is chosen, and there in the first frame of the next start', async () => {
		const state = mkdtempSync(path.join(root, 'a-'));
		const env = { XDG_STATE_HOME: state };
		const first = openPlimsoll({ args: ['--demo'], env });
		await openThemes(first);
		expect(background(first)).toBeUndefined();
		await first.press('down', 'down', 'down');
		await first.until(() => background(first) === nord);
		// The dashboard below the menu keeps its colours.
		expect(first.cell(2, 3).foreground).toMatch(/^#/);
		await first.press('escape');
		await first.until(() => background(first) === undefined);
		await openThemes(first);
		await first.press('down', 'down', 'down', 'enter');
		await first.until(screen => !screen.join('').includes('Gruvbox'));
		expect(background(first)).toBe(nord);
		await first.press('q');
		await first.exited;
		expect(first.modes).toEqual(untouched);
		const file = path.join(state, 'plimsoll/choices.json');
		expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ theme: { chosen: 'nord', configured: 'default' } });
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(statSync(path.dirname(file)).mode & 0o777).toBe(0o700);

		const second = openPlimsoll({ args: ['--demo'], env });
		await second.until('plimsoll');
		expect(background(second)).toBe(nord);
	});

	test('of the config file comes before an older choice', async () => {
		const state = mkdtempSync(path.join(root, 'b-'));
		mkdirSync(path.join(state, 'plimsoll'));
		const kept = { theme: { chosen: 'nord', configured: 'default' } };
		writeFileSync(path.join(state, 'plimsoll/choices.json'), JSON.stringify(kept));
		const config = path.join(state, 'config.yaml');
		writeFileSync(config, 'theme: dracula\n');
		const terminal = openPlimsoll({ args: ['--demo', '--config', config], env: { XDG_STATE_HOME: state } });
		await terminal.until('plimsoll');
		expect(background(terminal)).toBe('#282a36');
	});

	test('with a palette cannot be chosen on sixteen colours', async () => {
		const terminal = openPlimsoll({ args: ['--demo'], env: { TERM: 'xterm', COLORTERM: '' } });
		await openThemes(terminal);
		await terminal.press('down', 'down', 'down', 'enter');
		await terminal.until(/Nord: needs a terminal of 256 colours/);
		expect(background(terminal)).toBeUndefined();
	});

	test('that cannot be kept is reported', async () => {
		const terminal = openPlimsoll({ args: ['--demo'], columns: 200 });
		await openThemes(terminal);
		await terminal.press('down', 'enter');
		await terminal.until(/This choice is not kept: .*there is no home folder/);
	});
});

describe('the columns of a list', () => {
	test('are those of the config file, and then those of the last choice', async () => {
		const state = mkdtempSync(path.join(root, 'c-'));
		const config = path.join(state, 'config.yaml');
		writeFileSync(config, 'columns:\n  containers: [name, memory, colour]\n');
		const start = () =>
			openPlimsoll({ args: ['--demo', '--config', config], env: { XDG_STATE_HOME: state }, columns: 200 });
		const first = start();
		await first.until(/NAMES +MEMORY +│/);
		await first.until(/config\.yaml:2:30: /);
		await first.press(':');
		await first.type('columns');
		await first.press('enter');
		await first.until('Columns of Containers');
		await first.press('down', 'space', 'down', 'space', 'enter');
		await first.until(/NAMES +CONTAINER ID/);
		await first.press('q');
		await first.exited;
		const second = start();
		await second.until(/NAMES +CONTAINER ID +│/);
	});
});
