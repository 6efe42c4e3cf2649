import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../helpers/eventually.js';
import { closeTerminals, type Terminal } from '../../helpers/terminal/terminal.js';
import { openBetweenLines, openPlimsoll } from '../plimsoll.js';

afterEach(closeTerminals);

/** A folder for the files of a test, among them programs in the place of a pager and an editor. */
let folder = '';
beforeAll(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-programs-'));
	writeFileSync(
		path.join(folder, 'view'),
		'#!/bin/sh\nsleep 0.6\nstat -c "mode %a" "$1"; wc -l < "$1"; read -r key; echo "got $key"\n',
		{
			mode: 0o755,
		},
	);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function openLog(env: Record<string, string> = {}): Promise<Terminal> {
	const terminal = openPlimsoll({ args: ['--demo', 'logs', 'db'], env });
	await terminal.until('following');
	await terminal.until(/checkpoint|duration/);
	return terminal;
}

async function pipe(terminal: Terminal, command: string): Promise<void> {
	await terminal.press('|');
	await terminal.until('Enter run');
	await terminal.type(command);
	await terminal.until(command);
	await terminal.press('enter');
}

describe('the lines of a log', () => {
	test('go to a program, whose output stays until the next key', async () => {
		const terminal = await openLog();
		await pipe(terminal, "sed -n '1s/.*/first/p;$s/.*/last/p'");
		await terminal.until('press any key to go back');
		expect(terminal.screen().join('\n')).toMatch(/first\nlast\n/);
		expect(terminal.modes.alternateScreen).toBe(false);
		await terminal.press('x');
		await terminal.until('following');
		expect(terminal.modes.alternateScreen).toBe(true);
	});

	test('may be more than a program reads', async () => {
		const terminal = await openLog();
		await pipe(terminal, 'head -n 1');
		await terminal.until('exit 0 · press any key');
	});

	test('go to no program that is missing, with the reason', async () => {
		const terminal = await openLog();
		await pipe(terminal, 'no-such-program');
		await terminal.until('no-such-program: executable file not found in $PATH');
		await terminal.press('x');
		await terminal.until('following');
	});

	test('need a shell for shell words, which the config can choose', async () => {
		const terminal = await openLog();
		await terminal.press('|');
		await terminal.type('cat | wc -l');
		await terminal.until('without a shell | is an argument like any other');
		const config = path.join(folder, 'config.yaml');
		writeFileSync(config, 'pipe: shell\n');
		const other = openPlimsoll({ args: ['--demo', '--config', config, 'logs', 'db'], env: { SHELL: '/bin/sh' } });
		await other.until(/checkpoint|duration/);
		await pipe(other, 'wc -l | sed s/^/lines:/');
		await other.until(/lines:\d+/);
	});

	test('stay on screen after Ctrl-c, which ends the program alone', async () => {
		const terminal = await openLog();
		await pipe(terminal, "sh -c 'echo ready; sleep 1000'");
		await terminal.until(screen => !terminal.modes.alternateScreen && screen.includes('ready'));
		await terminal.press('ctrl-c');
		await terminal.until('press any key to go back');
		await terminal.press('x');
		await terminal.until('following');
	});

	test('open in $PAGER and $EDITOR as a file of the user alone, which is removed', async () => {
		const runtime = path.join(folder, 'runtime');
		const view = path.join(folder, 'view');
		mkdirSync(runtime);
		const terminal = await openLog({ PAGER: view, EDITOR: view, XDG_RUNTIME_DIR: runtime });
		for (const key of ['p', 'ctrl-e']) {
			await terminal.press(key);
			await terminal.until(/mode 600\s+\d+/);
			expect(readdirSync(runtime)).toHaveLength(1);
			// Every key is the program's.
			await terminal.type(`typed for ${key}\r`);
			await terminal.until('following');
			await eventually(() => expect(readdirSync(runtime)).toEqual([]));
		}
	});

	test('of unknown names end plimsoll with the reason on the screen that was there before', async () => {
		const terminal = openBetweenLines({ args: ['--demo', 'logs', 'nothing-like-it'] });
		await terminal.until('after 1');
		expect(terminal.screen().join('\n')).toContain(
			'plimsoll: no container, service or project is named nothing-like-it',
		);
		expect(terminal.modes.alternateScreen).toBe(false);
	});
});
