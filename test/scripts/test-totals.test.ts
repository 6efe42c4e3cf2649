import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const good = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
const unloadable = [{ status: 'failed', assertionResults: [] }];

test.each([
	['only passed tests', good, '0', '3 passed, 0 failed, 0 skipped', 0],
	['one failed test', { ...good, numFailedTests: 1 }, '1', '3 passed, 1 failed, 0 skipped', 1],
	['one skipped test', { ...good, numPendingTests: 1 }, '0', '3 passed, 0 failed, 1 skipped', 1],
	['a file that cannot be loaded', { ...good, testResults: unloadable }, '1', '3 passed, 1 failed, 0 skipped', 1],
	['no tests', { ...good, numPassedTests: 0 }, '0', '0 passed, 0 failed, 0 skipped', 1],
	['a failure before', good, '2', '3 passed, 0 failed, 0 skipped', 1],
	['no report', '', '0', '0 passed, 1 failed, 0 skipped', 1],
])('the last line has the totals of a run with %s', (_name, report, code, line, status) => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'totals-'));
	const file = path.join(folder, 'report.json');
	writeFileSync(file, report === '' ? '' : JSON.stringify(report));
	const ran = spawnSync(process.execPath, ['scripts/test-totals.mjs', file, code], { encoding: 'utf8' });
	rmSync(folder, { recursive: true });
	expect(ran.stdout.trimEnd().split('\n').at(-1)).toBe(line);
	expect(ran.status).toBe(status);
});
