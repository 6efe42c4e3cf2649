import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { closeTerminals, type Terminal } from '../../helpers/terminal/terminal.js';
import { openBetweenLines, untouched } from '../plimsoll.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-signals-'));
afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

/** Opens the demo between two lines of a shell; returns plimsoll's process id for signals. */
async function openDemo(): Promise<{ terminal: Terminal; pid: number; output(): string }> {
	const preload = path.join(mkdtempSync(path.join(folder, 'preload-')), 'preload.mjs');
	writeFileSync(
		preload,
		`import fs from 'node:fs'; fs.writeFileSync(${JSON.stringify(`${preload}.pid`)}, String(process.pid));`,
	);
	const terminal = openBetweenLines({ args: ['--demo'], env: { NODE_OPTIONS: `--import ${preload}` } });
	let output = '';
	terminal.onOutput(chunk => {
		output += chunk.toString('latin1');
	});
	await terminal.until(/1 Containers \d/);
	return { terminal, pid: Number(readFileSync(`${preload}.pid`, 'utf8')), output: () => output };
}

describe('a signal that ends programs', () => {
	const names = [
		'SIGHUP',
		'SIGINT',
		'SIGQUIT',
		'SIGTRAP',
		'SIGABRT',
		'SIGUSR2',
		'SIGALRM',
		'SIGTERM',
		'SIGXCPU',
		'SIGVTALRM',
		'SIGPROF',
		'SIGIO',
		'SIGSYS',
	] as const;
	test.each(names.filter(name => os.constants.signals[name] !== undefined))(
		'%s restores the terminal and sets its exit code',
		async name => {
			const { terminal, pid } = await openDemo();
			process.kill(pid, name);
			await terminal.until(/after \d/);
			expect(terminal.screen().filter(Boolean)).toEqual(['before', `after ${128 + os.constants.signals[name]}`]);
			expect(terminal.modes).toEqual(untouched);
		},
	);
});

describe('a signal that plimsoll ignores', () => {
	test.each(['SIGUSR1', 'SIGPIPE', 'SIGCHLD', 'SIGURG'] as const)(
		'%s changes nothing, and opens no debugger',
		async name => {
			const { terminal, pid, output } = await openDemo();
			process.kill(pid, name);
			await terminal.press('?');
			await terminal.until('Help');
			expect(output()).not.toMatch(/Debugger/i);
			await terminal.press('esc', 'q');
			await terminal.until('after 0');
			expect(output()).not.toMatch(/Debugger/i);
		},
	);
});
