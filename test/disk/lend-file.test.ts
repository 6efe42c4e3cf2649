import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { gzip } from '../../source/disk/gzip.js';
import { lendFile } from '../../source/disk/lend-file.js';

const modeOf = (file: string) => statSync(file).mode & 0o777;

describe('a lent file', () => {
	test('can be read by its user alone, and is removed with its folder', async () => {
		const runtime = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-runtime-'));
		onTestFinished(() => rmSync(runtime, { recursive: true, force: true }));
		const { path: file, remove } = await lendFile(runtime, '../web/1 日.log', 'a line\n');
		const folder = path.dirname(file);
		expect(path.dirname(folder)).toBe(runtime);
		expect(path.basename(file)).toBe('..-web-1-.log');
		expect([modeOf(file), modeOf(folder)]).toEqual([0o600, 0o700]);
		expect(readFileSync(file, 'utf8')).toBe('a line\n');
		await remove();
		expect(existsSync(folder)).toBe(false);
	});

	test('is in the temporary folder where the user has no runtime folder', async () => {
		const { path: file, remove } = await lendFile('/nonexistent', 'web.log', '');
		expect(file.startsWith(os.tmpdir())).toBe(true);
		await remove();
	});
});

describe('gzip', () => {
	async function* pieces() {
		yield new TextEncoder().encode('one ');
		yield new TextEncoder().encode('two');
	}

	test('compresses piece by piece', async () => {
		const chunks: Uint8Array[] = [];
		for await (const chunk of gzip(pieces())) {
			chunks.push(chunk);
		}
		expect(gunzipSync(Buffer.concat(chunks)).toString()).toBe('one two');
	});

	test('ends with the error of its source', async () => {
		async function* failing() {
			yield* pieces();
			throw new Error('the engine is gone');
		}
		const read = async () => {
			for await (const _ of gzip(failing())) {
			}
		};
		await expect(read()).rejects.toThrow('the engine is gone');
	});
});
