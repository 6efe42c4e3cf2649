import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../../helpers/eventually.js';
import { isRunning } from '../../helpers/processes.js';
import { closeTerminals, openTerminal, type Terminal } from '../../helpers/terminal/terminal.js';
import { cli, openBetweenLines, openPlimsoll, untouched } from '../plimsoll.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-back-'));
afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

/** Opens the demo between two lines of a shell. */
async function openDemo(env: Record<string, string> = {}): Promise<Terminal> {
	const terminal = openBetweenLines({ args: ['--demo'], env: { TMPDIR: folder, ...env } });
	await terminal.until(/1 Containers \d/);
	await terminal.until(/\d%/);
	return terminal;
}

/** The same with a module loaded before it; returns the process id, since signals go to plimsoll and not to its shell. */
async function openPreloaded(script: string): Promise<{ terminal: Terminal; pid: number }> {
	const preload = path.join(mkdtempSync(path.join(folder, 'preload-')), 'preload.mjs');
	const pidFile = `${preload}.pid`;
	writeFileSync(
		preload,
		`import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); ${script}`,
	);
	const terminal = await openDemo({ NODE_OPTIONS: `--import ${preload}` });
	return { terminal, pid: Number(readFileSync(pidFile, 'utf8')) };
}

function expectGivenBack(terminal: Terminal, last: string): void {
	expect(terminal.screen().filter(Boolean)).toEqual(['before', last]);
	expect(terminal.modes).toEqual(untouched);
}

describe('the terminal is restored', () => {
	test.each([
		['q', 0],
		['ctrl-c', 0],
	])('on %s', async (key, code) => {
		const terminal = await openDemo();
		await terminal.press(key);
		await terminal.until(/after \d/);
		expectGivenBack(terminal, `after ${code}`);
	});

	test('on a second ctrl-c when the first one left a form', async () => {
		const terminal = await openDemo();
		await terminal.press('R');
		await terminal.until(/Rename \w/);
		await terminal.press('ctrl-c');
		await terminal.until(screen => !/Rename \w/.test(screen.join('\n')));
		await terminal.press('ctrl-c');
		await terminal.until(/after \d/);
		expectGivenBack(terminal, 'after 0');
	});

	test.each([
		['SIGTERM', 143],
		['SIGINT', 130],
		['SIGHUP', 129],
	] as const)('on %s', async (signal, code) => {
		const { terminal, pid } = await openPreloaded('');
		process.kill(pid, signal);
		await terminal.until(/after \d/);
		expectGivenBack(terminal, `after ${code}`);
	});

	test.each([
		['an uncaught error', 'setImmediate(() => { throw new Error("boom \\x1b]0;owned\\x07 of it"); })'],
		['an unhandled rejection', 'void Promise.reject(new Error("boom \\x1b]0;owned\\x07 of it"))'],
	])('after %s, which is reported on the screen and in a file', async (_, script) => {
		const { terminal, pid } = await openPreloaded(`process.on('SIGURG', () => { ${script}; });`);
		process.kill(pid, 'SIGURG');
		await terminal.until('after 1');
		const text = terminal.screen().filter(Boolean).join('\n');
		expect(text).toMatch(
			/^before\nplimsoll ended by an error of its own\.\n {2}boom .*of it\nA report without secrets is in /,
		);
		expect(terminal.title).toBe('');
		expect(terminal.modes).toEqual(untouched);
		const [, file = ''] = /is in (\S+?)\.?$/m.exec(text) ?? [];
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readFileSync(file, 'utf8')).toContain('at process.');
	});

	test('on ctrl-z, and taken again on fg', async () => {
		const terminal = openTerminal({
			command: '/bin/sh',
			args: ['-i'],
			columns: 120,
			rows: 40,
			env: { PS1: 'prompt> ' },
		});
		await terminal.until('prompt>');
		await terminal.type(`${process.execPath} ${cli} --demo\r`);
		await terminal.until(/1 Containers \d/);
		await terminal.press('ctrl-z');
		// The shell takes the terminal back only when it prints its prompt.
		await terminal.until(/Stopped[\s\S]*\nprompt>/);
		expect(terminal.modes).toEqual(untouched);
		await terminal.type('echo $((40+2))\r');
		await terminal.until('\n42');
		await terminal.type('fg\r');
		await terminal.until(/1 Containers \d/);
		expect(terminal.modes.alternateScreen).toBe(true);
		await terminal.press('?');
		await terminal.until('Help');
		await terminal.press('esc');
		await terminal.until(screen => !screen.join('\n').includes('Help'));
		await terminal.press('q');
		await terminal.until(/\n42[\s\S]*fg[\s\S]*prompt>/);
		expect(terminal.modes).toEqual(untouched);
	});
});

describe('a lost terminal', () => {
	test('ends the program', async () => {
		const terminal = openPlimsoll({ args: ['--demo'] });
		await terminal.until(/1 Containers \d/);
		terminal.hangUp();
		await terminal.exited;
	});

	test('does not count as an error of plimsoll’s own: no report is left', async () => {
		const own = mkdtempSync(path.join(folder, 'own-'));
		const terminal = openPlimsoll({ args: ['--demo'], env: { TMPDIR: own } });
		await terminal.until(/1 Containers \d/);
		// Help is on the screen once Ink reads the keys.
		await terminal.press('?');
		await terminal.until('Help');
		terminal.hangUp();
		await terminal.exited;
		expect(readdirSync(own).filter(name => name.includes('crash'))).toEqual([]);
	});

	test.skipIf(!existsSync('/proc'))(
		'ends the program when its shell is killed, and leaves nothing running',
		async () => {
			const { terminal, pid } = await openPreloaded('');
			expect(isRunning(pid)).toBe(true);
			terminal.kill('SIGKILL');
			await eventually(() => expect(isRunning(pid)).toBe(false));
		},
	);
});
