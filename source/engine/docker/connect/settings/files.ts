import { readdir, readFile } from 'node:fs/promises';
import { isMissing } from '../../../../disk/words.js';

/** The file access that the search for an engine needs. Tests pass an object in memory. */
export type Files = {
	/** Undefined when there is no such file. */
	read(path: string): Promise<string | undefined>;
	/** Names in a folder; none when there is no such folder. */
	list(path: string): Promise<readonly string[]>;
};

const unlessMissing = (error: NodeJS.ErrnoException) => {
	if (isMissing(error)) {
		return undefined;
	}
	throw error;
};

/** The real disk. */
export const disk: Files = {
	read: path => readFile(path, 'utf8').catch(unlessMissing),
	list: async path => (await readdir(path).catch(unlessMissing)) ?? [],
};
