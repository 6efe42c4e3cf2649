import { spawnSync } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheFolder } from '../../source/platform/compile-cache.js';
import { cli } from '../pty/plimsoll.js';

let home: string;
beforeEach(() => {
	home = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-home-'));
});
afterEach(() => rmSync(home, { recursive: true }));

describe('the compile cache', () => {
	test('is in the user’s own cache folder, and only the user can read it', () => {
		const folder = path.join(home, '.cache', 'plimsoll');
		expect(cacheFolder({}, home)).toBe(folder);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(cacheFolder({ XDG_CACHE_HOME: path.join(home, 'caches') }, home)).toBe(
			path.join(home, 'caches', 'plimsoll'),
		);
	});

	test('is off without a home folder and where nothing can be written', () => {
		expect(cacheFolder({}, path.join(home, 'gone'))).toBeUndefined();
		expect(readdirSync(home)).toEqual([]);
		expect(cacheFolder({ XDG_CACHE_HOME: '/dev/null' }, home)).toBeUndefined();
	});

	test.skipIf(process.getuid?.() !== 0)('is off when the folder belongs to another user', () => {
		const folder = path.join(home, '.cache', 'plimsoll');
		mkdirSync(folder, { recursive: true });
		chownSync(folder, 12345, 12345);
		expect(cacheFolder({}, home)).toBeUndefined();
	});

	test('is never in the shared folder of temporary files', () => {
		const [own, temporary] = ['own', 'tmp'].map(name => path.join(home, name));
		for (const folder of [own!, temporary!]) {
			mkdirSync(folder);
		}
		const env = { PATH: process.env.PATH, HOME: own, TMPDIR: temporary };
		expect(spawnSync(process.execPath, [cli, '--version'], { env }).status).toBe(0);
		expect(readdirSync(temporary!)).toEqual([]);
		// Older versions of Node have no compile cache.
		const canKeep = Number(process.versions.node.split('.')[0]) >= 22;
		expect(readdirSync(own!)).toEqual(canKeep ? ['.cache'] : []);
	});
});
