import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { canBeResumed } from '../../source/terminal/process-group.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-proc-'));
afterAll(() => rmSync(root, { recursive: true }));

type Row = [pid: number, name: string, parent: number, group: number, session: number];

/** A `/proc` with these processes. */
function proc(...rows: Row[]): string {
	const folder = mkdtempSync(path.join(root, 'proc-'));
	writeFileSync(path.join(folder, 'uptime'), '1 1');
	for (const [pid, name, parent, group, session] of rows) {
		mkdirSync(path.join(folder, String(pid)));
		writeFileSync(
			path.join(folder, `${pid}/stat`),
			`${pid} (${name}) S ${parent} ${group} ${session} 34816 ${group} 4194304 1\n`,
		);
	}
	return folder;
}

const terminal: Row = [10, 'xterm', 1, 10, 10];

describe('a process group', () => {
	test.each<[string, boolean | undefined, Row[]]>([
		[
			'a job of a shell',
			true,
			[
				[20, 'bash', 10, 20, 20],
				[30, 'node', 20, 30, 20],
			],
		],
		[
			'behind npm, a job of a shell',
			true,
			[
				[20, 'zsh', 10, 20, 20],
				[29, 'npm run x', 20, 29, 20],
				[28, 'sh', 29, 29, 20],
				[30, 'node', 28, 29, 20],
			],
		],
		[
			'a shell with a name that lies',
			true,
			[
				[20, 'a) S 1 1 (b', 10, 20, 20],
				[30, 'node', 20, 30, 20],
			],
		],
		[
			'whose parent is gone, beside another member of the pipe',
			true,
			[
				[20, 'bash', 10, 20, 20],
				[29, 'cat', 20, 29, 20],
				[30, 'node', 1, 29, 20],
				[1, 'systemd', 0, 1, 1],
			],
		],
		['the session itself', false, [[30, 'node', 10, 30, 30]]],
		[
			'behind a shell without job control',
			false,
			[
				[29, 'sh', 10, 29, 29],
				[30, 'node', 29, 29, 29],
			],
		],
		['process 1 of a container', false, [[30, 'node', 0, 30, 30]]],
		[
			'whose parent is gone',
			false,
			[
				[30, 'node', 1, 30, 20],
				[1, 'systemd', 0, 1, 1],
			],
		],
		[
			'under a container’s init',
			false,
			[
				[1, 'tini', 0, 1, 1],
				[30, 'node', 1, 30, 1],
			],
		],
		[
			'of a shell under a container’s init',
			true,
			[
				[1, 'docker-init', 0, 1, 1],
				[20, 'bash', 1, 20, 1],
				[30, 'node', 20, 30, 1],
			],
		],
		[
			'of a shell that is process 1',
			true,
			[
				[1, 'sh', 0, 1, 1],
				[30, 'node', 1, 30, 1],
			],
		],
		['whose parent is hidden', undefined, [[30, 'node', 20, 30, 20]]],
	])('%s: %s', (_, expected, rows) => {
		expect(canBeResumed(30, proc(terminal, ...rows))).toBe(expected);
	});

	test('is not known without such a file system', () => {
		expect(canBeResumed(30, path.join(root, 'none'))).toBeUndefined();
	});
});
