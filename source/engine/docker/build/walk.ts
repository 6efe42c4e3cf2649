import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Ignore } from './ignore.js';

export type Entry = {
	/** Relative to the context, with slashes. */
	readonly name: string;
	readonly file: string;
	readonly stat: Stats;
};

/** Every file and folder of a context that is not ignored, folders before what is in them, by name. */
export async function* walk(context: string, ignore: Ignore, folder = ''): AsyncGenerator<Entry, void, undefined> {
	const names = await readdir(path.join(context, folder));
	for (const base of names.sort()) {
		const name = folder === '' ? base : `${folder}/${base}`;
		const file = path.join(context, name);
		const ignored = ignore.ignores(name);
		const stat = await lstat(file).catch(unlessGone);
		// Gone since the folder was read.
		if (!stat) continue;
		if (!ignored) yield { name, file, stat };
		if (stat.isDirectory() && !(ignored && ignore.prunes(name))) yield* walk(context, ignore, name);
	}
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT') throw error;
}
