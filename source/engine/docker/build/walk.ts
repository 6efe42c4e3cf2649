import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';

/** A file or folder of a build context. */
export type Entry = {
	/** Relative to the root, with slashes; for patterns and messages only, as bytes that are not UTF-8 are replaced. */
	readonly name: string;
	/** The same name in the file system's own bytes. */
	readonly bytes: Buffer;
	/** The path to open. */
	readonly file: Buffer;
	readonly stat: BigIntStats;
};

/** A filter's decision on one path. A folder that is not wanted itself may still be entered. */
export type Verdict<Memo> = { readonly isWanted: boolean; readonly isEntered: boolean; readonly memo: Memo };

/** `parent` is the memo of the path's folder, undefined at the root. */
export type Filter<Memo> = (name: string, isFolder: boolean, parent: Memo | undefined) => Verdict<Memo>;

type Folder<Memo> = {
	readonly children: readonly Child<Memo>[];
	/** The folder's own entry, if the filter did not want it: it is sent before the first wanted entry in it. */
	self: Entry | undefined;
	next: number;
};
type Child<Memo> = { readonly entry: Entry; readonly verdict: Verdict<Memo> };

/** File systems answer several `lstat` calls in parallel; the limit bounds the memory for a large folder. */
const maxParallelStats = 64;

/**
 * Yields the entries that a filter wants, in the byte order of their names, each folder before its content. With `parents`,
 * a folder that is not wanted itself comes before the first wanted entry in it. Files that disappear meanwhile are left out.
 * Rejects with the system's error when a wanted folder cannot be read.
 */
export async function* walk<Memo>(
	root: string,
	filter: Filter<Memo>,
	{ parents }: { readonly parents: boolean },
): AsyncGenerator<Entry, void, undefined> {
	const top = Buffer.from(root);
	const stack: Folder<Memo>[] = [
		{ children: await readFolder(top, undefined, filter, undefined), self: undefined, next: 0 },
	];
	for (let folder = stack.at(-1); folder; folder = stack.at(-1)) {
		const child = folder.children[folder.next++];
		if (!child) {
			stack.pop();
			continue;
		}
		const { entry, verdict } = child;
		if (verdict.isWanted) {
			for (const above of stack) {
				if (parents && above.self) {
					yield above.self;
				}
				above.self = undefined;
			}
			yield entry;
		}
		if (!entry.stat.isDirectory() || !verdict.isEntered) {
			continue;
		}
		const children = await readFolder(entry.file, entry, filter, verdict.memo).catch(error => {
			if (isGone(error) || (!verdict.isWanted && error.code === 'EACCES')) {
				return [];
			}
			throw error;
		});
		stack.push({ children, self: verdict.isWanted ? undefined : entry, next: 0 });
	}
}

async function readFolder<Memo>(
	file: Buffer,
	folder: Entry | undefined,
	filter: Filter<Memo>,
	memo: Memo | undefined,
): Promise<readonly Child<Memo>[]> {
	// The types of Node 20 do not allow `withFileTypes` with names as bytes.
	const found = (await readdir(file, { encoding: 'buffer', withFileTypes: true } as never)) as unknown as (Omit<
		Dirent,
		'name'
	> & { name: Buffer })[];
	found.sort((one, other) => Buffer.compare(one.name, other.name));
	const children: Child<Memo>[] = [];
	for (let start = 0; start < found.length; start += maxParallelStats) {
		const batch = found.slice(start, start + maxParallelStats).map(async (dirent): Promise<Child<Memo> | undefined> => {
			const bytes = folder ? join(folder.bytes, dirent.name) : dirent.name;
			const name = bytes.toString('utf8');
			const verdict = filter(name, dirent.isDirectory(), memo);
			if (!verdict.isWanted && !(dirent.isDirectory() && verdict.isEntered)) {
				return undefined;
			}
			const path = join(file, dirent.name);
			const stat = await lstat(path, { bigint: true }).catch(unlessGone);
			return stat && { entry: { name, bytes, file: path, stat }, verdict };
		});
		for (const child of await Promise.all(batch)) {
			if (child) {
				children.push(child);
			}
		}
	}
	return children;
}

const slash = Buffer.from('/');

function join(folder: Buffer, name: Buffer): Buffer {
	return Buffer.concat([folder, slash, name]);
}

function isGone(error: NodeJS.ErrnoException): boolean {
	return error.code === 'ENOENT' || error.code === 'ENOTDIR';
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
	if (!isGone(error)) {
		throw error;
	}
}
