import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder for PATH with programs that are shell scripts and for the files of a project; the end of the test removes it. */
export function fakePrograms(scripts: Readonly<Record<string, string>>) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-fake-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [name, script] of Object.entries(scripts)) {
		const file = path.join(folder, name);
		writeFileSync(file, `#!/bin/sh\necho "$*" >> '${folder}/calls'\n${script}\n`);
		chmodSync(file, 0o755);
	}
	const file = path.join(folder, 'compose.yaml');
	writeFileSync(file, 'services:\n  web:\n    image: busybox\n');
	return {
		env: { PATH: `${folder}:/usr/bin:/bin`, HOME: folder },
		files: { name: 'shop', workingDir: folder, configFiles: [file], environmentFiles: [] },
		folder,
		calls: () => readFileSync(path.join(folder, 'calls'), 'utf8').trim().split('\n'),
	};
}
