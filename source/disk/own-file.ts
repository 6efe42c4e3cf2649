import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { writeFileWhole } from './write-file.js';

/**
 * Writes a file of plimsoll's own, such as the user's choices, in a folder that only the user can read, and makes that folder.
 * Rejects where the user has no home folder.
 */
export async function writeOwnFile(path: string, content: string, home = homedir()): Promise<void> {
	if (path.startsWith(`${home}/`) && !existsSync(home)) {
		throw new Error(`${path}: there is no home folder`);
	}
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	await writeFileWhole(path, content);
}
