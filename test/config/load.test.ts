import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { configPath, loadSettings } from '../../source/config/load.js';
import { defaultSettings } from '../../source/config/settings.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the config file', () => {
	test('is in the XDG folder', () => {
		expect(configPath({ XDG_CONFIG_HOME: '/x' })).toBe('/x/plimsoll/config.yaml');
		expect(configPath({})).toBe(path.join(os.homedir(), '.config/plimsoll/config.yaml'));
		expect(configPath({ XDG_CONFIG_HOME: '' })).toBe(configPath({}));
	});

	test('may be missing, unless the user named it', async () => {
		const env = { XDG_CONFIG_HOME: path.join(folder, 'none') };
		expect(await loadSettings(undefined, env)).toEqual({ settings: defaultSettings, warnings: [] });
		const belowFile = { XDG_CONFIG_HOME: '/dev/null/none' };
		expect(await loadSettings(undefined, belowFile)).toEqual({ settings: defaultSettings, warnings: [] });
		const { settings, warnings } = await loadSettings(path.join(folder, 'named.yaml'), env);
		expect(settings).toEqual(defaultSettings);
		expect(warnings).toEqual([expect.stringContaining('named.yaml')]);
	});

	test('is read, and each mistake is reported as file:line:column', async () => {
		mkdirSync(path.join(folder, 'plimsoll'));
		const file = path.join(folder, 'plimsoll/config.yaml');
		writeFileSync(file, 'theme: mono\nascii: perhaps\n');
		const { settings, warnings } = await loadSettings(undefined, { XDG_CONFIG_HOME: folder });
		expect(settings.theme).toBe('mono');
		expect(warnings).toEqual([`${file}:2:8: ascii: true or false`]);
	});

	test('gives each key with its position, so that a conflict can be reported', async () => {
		const file = path.join(folder, 'keys.yaml');
		writeFileSync(file, 'keys:\n  container.restart: s\n  quit: [q, Q]\n');
		const { settings } = await loadSettings(file, {});
		expect(settings.keyPlaces).toEqual({ 'container.restart': `${file}:2:22`, quit: `${file}:3:9` });
	});

	test('is reported with a warning when it is a folder', async () => {
		const { settings, warnings } = await loadSettings(folder, {});
		expect(settings).toEqual(defaultSettings);
		expect(warnings).toHaveLength(1);
	});
});
