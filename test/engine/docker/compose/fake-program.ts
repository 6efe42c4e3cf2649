import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A folder for PATH with programs that are shell scripts, and a folder for the files of a project. */
export function fakePrograms(scripts: Readonly<Record<string, string>>) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-fake-'));
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
