import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { reserveFile } from '../../source/disk/reserve-file.js';

function freeName(): string {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-reserve-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return path.join(folder, 'id');
}

describe('a reserved file', () => {
	test('is empty until its content is written', async () => {
		const file = freeName();
		const reserved = await reserveFile(file);
		expect(readFileSync(file, 'utf8')).toBe('');
		await reserved.write('0123');
		expect(readFileSync(file, 'utf8')).toBe('0123');
	});

	test('can be removed before and after the write', async () => {
		const file = freeName();
		await (await reserveFile(file)).discard();
		expect(existsSync(file)).toBe(false);
		const second = await reserveFile(file);
		await second.write('0123');
		await second.discard();
		expect(existsSync(file)).toBe(false);
	});

	test('is not removed when another file has its name by then', async () => {
		const file = freeName();
		const reserved = await reserveFile(file);
		const other = `${file}.other`;
		writeFileSync(other, 'other');
		rmSync(file);
		symlinkSync(other, file);
		await reserved.discard();
		expect(readFileSync(file, 'utf8')).toBe('other');
	});

	test('takes no name that is in use, not even that of a broken link', async () => {
		const file = freeName();
		symlinkSync(`${file}.nowhere`, file);
		await expect(reserveFile(file)).rejects.toThrow(/^file already exists$/);
		expect(existsSync(`${file}.nowhere`)).toBe(false);
	});

	test('needs its folder', async () => {
		await expect(reserveFile(path.join(freeName(), 'id'))).rejects.toThrow(/^no such file or directory$/);
	});
});
