import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { closeTerminals, type Terminal } from '../helpers/terminal/terminal.js';
import { openBetweenLines, openPlimsoll } from './plimsoll.js';

const { skip, engine } = engineOrSkip('registry');
const root = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-config-'));
afterEach(closeTerminals);
afterAll(() => rmSync(root, { recursive: true }));

/** Makes a new folder with one file in it. */
function folderWith(name: string, content: string | Buffer): string {
	const folder = mkdtempSync(path.join(root, 'a-'));
	writeFileSync(path.join(folder, name), content);
	return folder;
}

describe('a config file that is broken', () => {
	test.each<[string, string | Buffer, RegExp]>([
		['is no YAML', 'theme: mono\nkeys: {quit: [x\nconfirm: all\n', /config\.yaml:\d+:\d+: Flow /],
		['has a wrong value', 'theme: mono\nlogLines: many\n', /config\.yaml:2:11: logLines: a number/],
		['has an unknown setting', 'colors: {}\n', /config\.yaml:1:\d+: unknown setting "colors"/],
		['is a list', '- a\n- b\n', /config\.yaml:1:1: settings must be `name: value` lines/],
		[
			'is binary',
			Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0x1b, 0x5d, 0x30, 0x3b, 0x78, 7, 0xff]),
			/config\.yaml:1:1: /,
		],
	])('that %s is reported with line and column, and the dashboard works', async (_, content, words) => {
		const home = folderWith('none', '');
		mkdirSync(path.join(home, 'plimsoll'));
		writeFileSync(path.join(home, 'plimsoll/config.yaml'), content);
		// The terminal is so wide that no path is cut.
		const terminal = openPlimsoll({ args: ['--demo'], env: { XDG_CONFIG_HOME: home }, columns: 240 });
		await terminal.until(words);
		expect(terminal.title).toBe('');
		await terminal.press('?');
		await terminal.until('Help');
	});

	test('that cannot be read is reported in the system’s words', async () => {
		const terminal = openPlimsoll({ args: ['--demo', '--config', root], columns: 240 });
		await terminal.until(/EISDIR: illegal operation on a directory/);
		await terminal.until(/1 Containers \d/);
	});
});

describe('the demo’s registries', () => {
	test('are simulated: a login there does not write any config.json', async () => {
		const text = '{"auths": {"mine.example": {"auth": "bWU6c2VjcmV0"}}}';
		const folder = folderWith('config.json', text);
		const terminal = openPlimsoll({ args: ['--demo'], env: { DOCKER_CONFIG: folder } });
		await terminal.until(/\d%/);
		await logIn(terminal, { server: 'r.example', username: 'me', password: 'x' });
		await terminal.until('kept by the demo');
		await terminal.press('L');
		await terminal.until('Log out of r.example');
		expect(terminal.screen().join('\n')).not.toContain('mine.example');
		expect(readFileSync(path.join(folder, 'config.json'), 'utf8')).toBe(text);
	});
});

/** Opens the form of `L`, fills it in and sends it; runs `meanwhile` once it is open. */
async function logIn(
	terminal: Terminal,
	who: { server: string; username: string; password: string },
	meanwhile = () => {},
): Promise<void> {
	await terminal.press('L');
	await terminal.until('Log in to a registry');
	meanwhile();
	for (const [index, text] of [who.server, who.username, who.password].entries()) {
		if (index > 0) {
			await terminal.press('tab');
		}
		await terminal.paste(text);
	}
	await terminal.press('enter');
}

describe.skipIf(skip)('docker’s config.json that is broken', () => {
	const broken = [
		['cut off', '{"auths": {"r.example": {"auth": "c2VjcmV0"', 'not JSON'],
		['a list', '["c2VjcmV0"]', 'not a JSON object'],
		['of wrong types', '{"auths": "c2VjcmV0", "currentContext": "default"}', '"auths" is not an object'],
	] as const;

	test.each(broken)('(%s) is reported, blocks no other action, and is never overwritten', async (_, text, why) => {
		const folder = folderWith('config.json', text);
		const file = path.join(folder, 'config.json');
		const env = { DOCKER_CONFIG: folder };
		const terminal = openPlimsoll({ host: engine.host, env, columns: 240 });
		await terminal.until(`Error parsing config file (${file}): ${why}`);
		await terminal.until(/4 Networks \d/);
		await terminal.press('L');
		await terminal.until(`Registry login…: ${file}: ${why}`);
		await terminal.press('2', 'p');
		await terminal.until('Pull');
		await terminal.type(`${engine.registry.server}/x/y:1`);
		await terminal.press('enter');
		await terminal.until('No credentials for');
		await terminal.until(`${file}: ${why}`);
		await terminal.press('esc', 'q');
		expect(terminal.screen().join('\n')).not.toContain('c2VjcmV0');
		expect(readFileSync(file, 'utf8')).toBe(text);
	});

	test('since a login was being typed is reported in the form, which stays open, and is not overwritten', async () => {
		const folder = folderWith('config.json', '{}');
		const file = path.join(folder, 'config.json');
		const terminal = openPlimsoll({ host: engine.host, env: { DOCKER_CONFIG: folder }, columns: 240 });
		await terminal.until(/4 Networks \d/);
		await logIn(terminal, engine.registry, () => writeFileSync(file, '{"auths": '));
		await terminal.until(`${file}: not JSON`);
		await terminal.until('Log in to a registry');
		expect(readFileSync(file, 'utf8')).toBe('{"auths": ');
	});

	test('is reported on stderr by the snapshot', async () => {
		const folder = folderWith('config.json', '{');
		const terminal = openBetweenLines({
			host: engine.host,
			args: ['--once', '--filter', 'name=no-such'],
			env: { DOCKER_CONFIG: folder },
			columns: 240,
		});
		await terminal.until('after 0');
		expect(terminal.screen()[1]).toBe(
			`plimsoll: Error parsing config file (${path.join(folder, 'config.json')}): not JSON`,
		);
	});
});
