import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { cacheFolder } from '../../source/platform/code-cache.js';
import { closeTerminals } from '../helpers/terminal/terminal.js';
import { cli, openPlimsoll } from '../pty/plimsoll.js';

let home: string;
beforeEach(() => {
	home = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-home-'));
});
afterEach(() => rmSync(home, { recursive: true }));

describe('the folder of the code cache', () => {
	test('is in the user’s own cache folder, and only the user can read it', () => {
		const folder = path.join(home, '.cache', 'plimsoll');
		expect(cacheFolder({}, home)).toBe(folder);
		expect(statSync(folder).mode & 0o777).toBe(0o700);
		expect(cacheFolder({ XDG_CACHE_HOME: path.join(home, 'caches') }, home)).toBe(
			path.join(home, 'caches', 'plimsoll'),
		);
	});

	test('does not exist without a home folder and where nothing can be written', () => {
		expect(cacheFolder({}, path.join(home, 'gone'))).toBeUndefined();
		expect(readdirSync(home)).toEqual([]);
		expect(cacheFolder({ XDG_CACHE_HOME: '/dev/null' }, home)).toBeUndefined();
	});

	test('is not used when others can write into it', () => {
		const folder = path.join(home, '.cache', 'plimsoll');
		mkdirSync(folder, { recursive: true });
		chmodSync(folder, 0o777);
		expect(cacheFolder({}, home)).toBeUndefined();
	});

	test.skipIf(process.getuid?.() !== 0)('is not used when it belongs to another user', () => {
		const folder = path.join(home, '.cache', 'plimsoll');
		mkdirSync(folder, { recursive: true });
		chownSync(folder, 12345, 12345);
		expect(cacheFolder({}, home)).toBeUndefined();
	});
});

describe('the code cache', () => {
	afterEach(closeTerminals);
	const folder = () => path.join(home, '.cache', 'plimsoll');

	/** Runs the dashboard until it has rows, leaves it, and returns the cache's files by name. */
	async function runOnce(env: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
		const terminal = openPlimsoll({ args: ['--demo'], env: { HOME: home, ...env } });
		await terminal.until(/● api/);
		await terminal.press('q');
		expect((await terminal.exited).code).toBe(0);
		return readdirSync(folder());
	}

	/** Returns true if a run takes the file as it is: a run that rejects it replaces it. */
	async function isAccepted(file: string): Promise<boolean> {
		const { ino } = statSync(file);
		await runOnce();
		return statSync(file).ino === ino;
	}

	test('is written when the first dashboard ends, for its owner only, and taken by the next one', async () => {
		const names = await runOnce();
		expect(names.map(name => name.split('-')[0])).toEqual(['ink', 'main']);
		for (const name of names) {
			expect(name).toMatch(/^[a-z]+-[0-9a-f]{16}-v[\d.]+-\w+-[0-9a-f]+\.code$/);
		}
		for (const name of names) {
			const file = path.join(folder(), name);
			expect(statSync(file).mode & 0o777).toBe(0o600);
			expect(await isAccepted(file)).toBe(true);
		}
	});

	test.each<[string, (file: string) => void]>([
		['cut', file => writeFileSync(file, readFileSync(file).subarray(0, 100_000))],
		['empty', file => writeFileSync(file, '')],
		[
			'changed in one byte',
			file => {
				const bytes = readFileSync(file);
				bytes[bytes.length >> 1]! ^= 1;
				writeFileSync(file, bytes);
			},
		],
		['writable by others', file => chmodSync(file, 0o666)],
		[
			'a symbolic link',
			file => {
				renameSync(file, path.join(home, 'elsewhere'));
				symlinkSync(path.join(home, 'elsewhere'), file);
			},
		],
	])('is replaced when its file is %s', async (_kind, harm) => {
		const [, name] = await runOnce();
		const file = path.join(folder(), name!);
		harm(file);
		expect(await isAccepted(file)).toBe(false);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(await isAccepted(file)).toBe(true);
	});

	test('has one file for each set of V8 flags, and forgets what is a month old', async () => {
		const [name] = await runOnce();
		const old = path.join(folder(), 'an-older-version.code');
		writeFileSync(old, '');
		utimesSync(old, 1_000_000_000, 1_000_000_000);
		const names = await runOnce({ NODE_OPTIONS: '--max-old-space-size=900' });
		expect(names).toHaveLength(4);
		expect(names).toContain(name);
	});

	test('is switched off by PLIMSOLL_TRICKS', async () => {
		const terminal = openPlimsoll({ args: ['--demo'], env: { HOME: home, PLIMSOLL_TRICKS: '-code-cache' } });
		await terminal.until(/● api/);
		await terminal.press('q');
		await terminal.exited;
		expect(readdirSync(home)).toEqual([]);
	});

	test('is not written by a command that runs little code, and never in the shared folder of temporary files', () => {
		const [own, temporary] = ['own', 'tmp'].map(name => path.join(home, name));
		for (const folder of [own!, temporary!]) {
			mkdirSync(folder);
		}
		const env = { PATH: process.env.PATH, HOME: own, TMPDIR: temporary };
		expect(spawnSync(process.execPath, [cli, '--version'], { env }).status).toBe(0);
		expect(readdirSync(temporary!)).toEqual([]);
		expect(readdirSync(path.join(own!, '.cache', 'plimsoll'))).toEqual([]);
	});
});
