import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';
import { closeTerminals } from '../helpers/terminal/terminal.js';
import { filter, openBetweenLines, openPlimsoll, untouched } from './plimsoll.js';

const { skip, engine } = engineOrSkip();
const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-start-'));

afterEach(closeTerminals);
afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(skip)('the dashboard on a real engine', () => {
	let scene: Scene;
	beforeAll(async () => {
		scene = createScene(engine, 'start');
		await scene.idle('web');
		await scene.run('gone', ['sh', '-c', 'exit 3']);
	});
	afterAll(() => scene.clear());

	for (const renderer of ['compositor', 'ink']) {
		test(`lists running and stopped containers, drawn by ${renderer}, and restores the terminal`, async () => {
			const terminal = openBetweenLines({ host: engine.host, env: { PLIMSOLL_RENDERER: renderer } });
			await terminal.until(/1 Containers \d/);
			await filter(terminal, scene.mark);
			await terminal.until(`/${scene.mark} · 2 found`);
			await terminal.until(/● web-x.*\d%/);
			const text = terminal.screen().join('\n');
			expect(text).toMatch(/◌ gone-x.*Exited \(3\)/);
			expect(terminal.screen()[0]).toContain(engine.host.replace('unix://', ''));
			expect(terminal.modes.alternateScreen).toBe(true);
			await terminal.press('?');
			await terminal.until('Help');
			// Wait between keys: keys that arrive during a slow frame are one chunk, and Esc followed by a letter is Alt.
			await terminal.press('esc');
			await terminal.until(screen => !screen.join('\n').includes('Help'));
			await terminal.press('esc');
			await terminal.until(screen => !screen.join('\n').includes('found'));
			await terminal.press('q');
			await terminal.until('after 0');
			expect(terminal.screen().filter(Boolean)).toEqual(['before', 'after 0']);
			expect(terminal.modes).toEqual(untouched);
		});
	}

	test('uses the defaults when the config file is broken, and names the line and column', async () => {
		const config = path.join(folder, 'config.yaml');
		writeFileSync(config, 'theme: default\nconfirm: sometimes\nkeys:\n  container.restart: s\n');
		const terminal = openPlimsoll({ host: engine.host, args: ['--config', config] });
		await terminal.until(/\(1 of 2\) .*config\.yaml:2:10: confirm: one of all, destructive, none/);
		await terminal.until(/1 Containers \d/);
	});

	test('shows the containers that --filter asks for', async () => {
		const name = scene.nameOf('web');
		const terminal = openPlimsoll({ host: engine.host, args: ['--filter', `name=${name}`] });
		await terminal.until(`/name=${name} · 1 found`);
	});

	test('uses keys of the config, and names an unknown action', async () => {
		const config = path.join(folder, 'keys.yaml');
		writeFileSync(config, 'keys: {help: M}\n');
		const terminal = openPlimsoll({ host: engine.host, args: ['--config', config] });
		await terminal.until(/1 Containers \d/);
		await terminal.press('M');
		await terminal.until('Help');
		writeFileSync(config, 'keys: {halp: M}\n');
		const second = openPlimsoll({ host: engine.host, args: ['--config', config] });
		await second.until('there is no action "halp"');
	});

	test('refuses to change anything with --read-only, and shows that in the header', async () => {
		const terminal = openPlimsoll({ host: engine.host, args: ['--read-only'] });
		await terminal.until(/1 Containers \d/);
		expect(terminal.screen()[0]).toMatch(/read-only/i);
		await filter(terminal, scene.nameOf('web'));
		await terminal.until('1 found');
		await terminal.press('s');
		await terminal.until('read-only: no changes are sent to the engine');
	});
});

describe('the demo', () => {
	test('is named in the header of every screen', async () => {
		const terminal = openPlimsoll({ args: ['--demo'] });
		await terminal.until(/1 Containers \d/);
		for (const key of ['2', '3', '4', '1', 'l', '?', 'esc', ':']) {
			await terminal.press(key);
			await terminal.until(screen => /demo/i.test(screen[0] ?? ''));
		}
	});

	test('uses no colour with NO_COLOR', async () => {
		const terminal = openPlimsoll({ args: ['--demo'], env: { NO_COLOR: '1' } });
		let output = '';
		terminal.onOutput(chunk => {
			output += chunk.toString('latin1');
		});
		await terminal.until(/\d%/);
		await terminal.press('l', '?');
		await terminal.until('Help');
		const styles = [...output.matchAll(/\x1b\[([\d;:]*)m/g)].flatMap(match => (match[1] || '0').split(/[;:]/));
		expect([...new Set(styles)].filter(code => /^([39][0-7]|4[0-8]|10[0-7]|38)$/.test(code))).toEqual([]);
		expect(styles).toContain('7');
	});

	test('draws with ASCII only with --ascii', async () => {
		const terminal = openPlimsoll({ args: ['--demo', '--ascii'] });
		let output = '';
		terminal.onOutput(chunk => {
			output += chunk.toString('utf8');
		});
		await terminal.until(/\d%/);
		for (const key of ['m', 'l', '2', '3', '4', '1', '?', 'esc', ':', 'esc', 'X', 'esc', 'v', 'esc', 'z']) {
			await terminal.press(key);
		}
		await terminal.until(/\d%/);
		// Names of an engine are shown unchanged; the demo's names are ASCII.
		expect([...new Set(output.match(/[^\x00-\x7f]/g) ?? [])]).toEqual([]);
	});
});
