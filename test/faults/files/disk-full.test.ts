import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LineList } from '../../../source/domain/logs/line-list.js';
import { openDashboard } from '../../helpers/dashboard.js';
import { scratch } from '../kit.js';

/** Mounts a file system of 64 KiB; undefined where mounting is not allowed. */
function smallDisk(): string | undefined {
	const folder = scratch();
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'plimsoll-test', folder], { stdio: 'ignore' });
	} catch {
		return undefined;
	}
	onTestFinished(() => void execFileSync('umount', [folder]));
	return folder;
}

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

describe.skipIf(!canMount)('a full disk', () => {
	test('keeps the old file when a log does not fit; the form stays, gives the reason, and takes another name', async () => {
		const folder = smallDisk();
		if (folder === undefined) {
			throw new Error('a tmpfs could not be mounted');
		}
		const app = await openDashboard({ cwd: folder });
		onTestFinished(() => app.close());
		await app.until(({ logs }) => logs.lines.length > 20);
		writeFileSync(path.join(folder, 'other'), Buffer.alloc(60 * 1024));
		const target = path.join(folder, 'kept.log');
		writeFileSync(target, 'what was there before\n');
		// The log now needs more space than the disk has left.
		app.runtime.store.update(state => {
			const lines = [...state.logs.lines].map(line => ({ ...line, text: line.text.padEnd(4096, '.') }));
			return { ...state, logs: { ...state.logs, lines: LineList.of(lines) } };
		});
		await app.press('l', 's');
		expect(app.state().modals.at(-1)?.kind).toBe('form');
		await app.press('ctrl-u');
		await app.type(target);
		// The file exists: confirm that it is replaced.
		await app.press('enter');
		await app.until(({ modals }) => modals.at(-1)?.kind === 'confirm');
		await app.press('y');
		await app.untilText(/no space left on device/);
		expect(readFileSync(target, 'utf8')).toBe('what was there before\n');
		expect(readdirSync(folder).sort()).toEqual(['kept.log', 'other']);
		const elsewhere = path.join(scratch(), 'saved.log');
		await app.press('ctrl-u');
		await app.type(elsewhere);
		await app.press('enter');
		await app.untilText(/Saved \d+ lines/);
		expect(readFileSync(elsewhere, 'utf8').length).toBeGreaterThan(60 * 1024);
	});
});
