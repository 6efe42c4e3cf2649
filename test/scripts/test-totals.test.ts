import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const good = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const unloadable = [{ status: 'failed', assertionResults: [] }];

test.each([
	['all passed', good, '0', '3 passed, 0 failed, 0 skipped', 0],
	['one failed', { ...good, numFailedTests: 1 }, '1', '3 passed, 1 failed, 0 skipped', 1],
	['one skipped', { ...good, numPendingTests: 1 }, '0', '3 passed, 0 failed, 1 skipped', 1],
	['a file not loaded', { ...good, testResults: unloadable }, '1', '3 passed, 1 failed, 0 skipped', 1],
	['none at all', { ...good, numPassedTests: 0 }, '0', '0 passed, 0 failed, 0 skipped', 1],
	['failed elsewhere', good, '2', '3 passed, 0 failed, 0 skipped', 1],
	['no report', '', '0', '0 passed, 1 failed, 0 skipped', 1],
])('the totals are the last line: %s', (_name, report, code, line, status) => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'totals-'));
	const file = path.join(folder, 'report.json');
	writeFileSync(file, report === '' ? '' : JSON.stringify(report));
	const ran = spawnSync(process.execPath, ['scripts/test-totals.mjs', file, code], { encoding: 'utf8' });
	rmSync(folder, { recursive: true });
	expect(ran.stdout.trimEnd().split('\n').at(-1)).toBe(line);
	expect(ran.status).toBe(status);
});
