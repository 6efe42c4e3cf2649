import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { closeTerminals, openTerminal } from '../helpers/terminal/terminal.js';
import { cli, openPlimsoll, untouched } from './plimsoll.js';

const { skip, engine } = engineOrSkip();
const folder = mkdtempSync(path.join(os.tmpdir(), 'doctor-'));
afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs doctor without a terminal. */
async function run(env: Record<string, string>, ...args: readonly string[]) {
	const environment = { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', ...env };
	const ended = promisify(execFile)(process.execPath, [cli, 'doctor', ...args], { env: environment });
	return ended.then(
		({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
		({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
	);
}

describe('plimsoll doctor', () => {
	test('asks a terminal, and gives it back as it was', async () => {
		const theme = { foreground: '#eeeeee', background: '#102030' };
		const terminal = openPlimsoll({ args: ['doctor', '--demo'], rows: 60, theme });
		expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
		const text = terminal.screen().join('\n');
		expect(text).toMatch(/^ {2}attributes \(DA1\) +\?1;2c$/m);
		expect(text).toMatch(/^ {2}background +#102030$/m);
		expect(text).toMatch(/^ {2}size +120x60$/m);
		expect(text).toMatch(/^ {2}depth +24 bit\n {2}because of +COLORTERM=truecolor$/m);
		expect(text).toMatch(/^ {2}context +demo \(by --demo\)$/m);
		expect(text).not.toContain('Asking the engine');
		expect(terminal.modes).toEqual(untouched);
	});

	test('asks the terminal also when the page goes to a file', async () => {
		const file = path.join(folder, 'report');
		const script = '"$0" "$1" doctor --demo --json > "$2"; stty -a; sleep 0';
		const args = ['-c', script, process.execPath, cli, file];
		const terminal = openTerminal({ command: '/bin/sh', args, columns: 100, rows: 40 });
		await terminal.exited;
		expect(JSON.parse(readFileSync(file, 'utf8')).terminal).toMatchObject({
			output: 'no terminal',
			input: 'a terminal',
			'attributes (DA1)': '?1;2c',
			size: '100x40',
		});
		expect(terminal.screen().join('\n')).toMatch(/(?<!-)icanon/);
	});

	test('works without an engine and without a terminal, and exits with 1', async () => {
		const config = path.join(folder, 'config.yaml');
		writeFileSync(config, 'thema: mono\n');
		const missing = `unix://${folder}/none.sock`;
		const { code, stdout, stderr } = await run({ DOCKER_HOST: missing }, '--config', config, '--json');
		const page = JSON.parse(stdout);
		expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
		expect(page.engine.context).toBe('default (by DOCKER_HOST)');
		expect(page.engine.tried).toEqual([expect.stringMatching(/^unix:\/\/~\/none\.sock: no such file or directory/)]);
		expect(page.config.problems).toEqual([expect.stringMatching(/^~\/config\.yaml:1:8: .*thema/)]);
		expect(page.terminal.answers).toBe('not asked: no terminal');
		const { stdout: text } = await run({ DOCKER_CONTEXT: 'gone' });
		expect(text).toMatch(/context +gone \(by DOCKER_CONTEXT\)\n +problem +.*context "gone".*not found/);
	});

	test.skipIf(skip)('describes a real engine', async () => {
		const { code, stdout } = await run({ DOCKER_HOST: engine.host }, '--json');
		const page = JSON.parse(stdout);
		expect(code).toBe(0);
		expect(page.engine).toMatchObject({ address: engine.host, rootless: false, 'read-only': false });
		expect(page.engine.engine).toMatch(/^Docker \d+\.\d+/);
		expect(page.engine.latency).toMatch(/^median [\d.]+ ms, max [\d.]+ ms of 5 pings$/);
		expect(page.engine.cgroup).toMatch(/^version [12], driver (systemd|cgroupfs)$/);
	});
});
