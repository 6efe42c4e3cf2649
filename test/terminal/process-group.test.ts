import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { canBeResumed } from '../../source/terminal/jobs/process-group.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-proc-'));
afterAll(() => rmSync(root, { recursive: true }));

/** A process as `pid parent group session name`. */
type Row = string;

/** Makes a `/proc` with these processes. */
function proc(...rows: Row[]): string {
	const folder = mkdtempSync(path.join(root, 'proc-'));
	writeFileSync(path.join(folder, 'uptime'), '1 1');
	for (const row of rows) {
		const [, pid, parent, group, session, name] = /^(\d+) (\d+) (\d+) (\d+) (.+)$/.exec(row)!;
		mkdirSync(path.join(folder, pid!));
		writeFileSync(
			path.join(folder, `${pid}/stat`),
			`${pid} (${name}) S ${parent} ${group} ${session} 34816 ${group} 4194304 1\n`,
		);
	}
	return folder;
}

const terminal: Row = '10 1 10 10 xterm';

describe('a process group', () => {
	test.each<[string, boolean | undefined, Row[]]>([
		['that is a job of a shell', true, ['20 10 20 20 bash', '30 20 30 20 node']],
		[
			'behind npm, which is a job of a shell',
			true,
			['20 10 20 20 zsh', '29 20 29 20 npm run x', '28 29 29 20 sh', '30 28 29 20 node'],
		],
		['below a shell whose name looks like fields', true, ['20 10 20 20 a) S 1 1 (b', '30 20 30 20 node']],
		[
			'whose parent has ended, with another member of the pipe',
			true,
			['20 10 20 20 bash', '29 20 29 20 cat', '30 1 29 20 node', '1 0 1 1 systemd'],
		],
		['that is the session itself', false, ['30 10 30 30 node']],
		['behind a shell without job control', false, ['29 10 29 29 sh', '30 29 29 29 node']],
		['of process 1 of a container', false, ['30 0 30 30 node']],
		['whose parent has ended', false, ['30 1 30 20 node', '1 0 1 1 systemd']],
		['below a container’s init', false, ['1 0 1 1 tini', '30 1 30 1 node']],
		['of a shell below a container’s init', true, ['1 0 1 1 docker-init', '20 1 20 1 bash', '30 20 30 1 node']],
		['of a shell that is process 1', true, ['1 0 1 1 sh', '30 1 30 1 node']],
		['whose parent is hidden', undefined, ['30 20 30 20 node']],
	])('%s: can be resumed: %s', (_, expected, rows) => {
		expect(canBeResumed(30, proc(terminal, ...rows))).toBe(expected);
	});

	test('has no known parent without /proc', () => {
		expect(canBeResumed(30, path.join(root, 'none'))).toBeUndefined();
	});
});
