import { rmSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { privateFolder } from './private-folder.js';
import { systemWords } from './words.js';

/** A file that another program reads while plimsoll runs. */
export type LentFile = { readonly path: string; remove(): Promise<void> };

/**
 * Writes a text to a new file in a new folder, both for this user alone. They are removed with `remove`, and when this process ends.
 * Rejects with the system's words.
 *
 * @param runtimeFolder `XDG_RUNTIME_DIR`, which is the user's own and in memory; the system's temporary folder where it is missing.
 */
export async function lendFile(runtimeFolder: string | undefined, name: string, content: string): Promise<LentFile> {
	const folder = await privateFolder(runtimeFolder);
	const removeNow = () => rmSync(folder, { recursive: true, force: true });
	process.once('exit', removeNow);
	const remove = async () => {
		process.off('exit', removeNow);
		await rm(folder, { recursive: true, force: true });
	};
	const path = join(folder, name.replaceAll(/[^\w.-]+/g, '-'));
	try {
		await writeFile(path, content, { mode: 0o600, flag: 'wx' });
	} catch (error) {
		await remove();
		throw new Error(systemWords(error), { cause: error });
	}
	return { path, remove };
}
