import { lstat, open, rm } from 'node:fs/promises';
import { systemWords } from './words.js';

/** Creates an empty file at a free name, for content that is known later. Each step rejects with the system's words. */
export async function reserveFile(path: string) {
	// `wx` never opens a file of another program. The umask decides who may read it, as for any file of the user.
	const file = await open(path, 'wx', 0o666).catch(inSystemWords);
	const own = await file.stat();
	return {
		/** Writes the content and closes the file. */
		async write(content: string): Promise<void> {
			try {
				await file.writeFile(content).catch(inSystemWords);
			} finally {
				await file.close();
			}
		},
		/** Removes the file, unless another program has replaced it. */
		async discard(): Promise<void> {
			await file.close();
			const found = await lstat(path).catch(() => undefined);
			if (found?.ino === own.ino && found.dev === own.dev) {
				await rm(path).catch(inSystemWords);
			}
		},
	};
}

function inSystemWords(error: unknown): never {
	throw new Error(systemWords(error), { cause: error });
}
