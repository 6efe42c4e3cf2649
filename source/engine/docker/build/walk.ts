import type { BigIntStats, Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';

/** A file or folder of a build context. */
export type Entry = {
	/** Relative to the root, with slashes. Bytes that are not UTF-8 are replaced: for patterns and messages only. */
	readonly name: string;
	/** The name as the file system has it. */
	readonly bytes: Buffer;
	/** The path to open. */
	readonly file: Buffer;
	readonly stat: BigIntStats;
};

/** What a filter says of one path. A folder that is not wanted may still be entered. */
export type Verdict<Memo> = { readonly wanted: boolean; readonly entered: boolean; readonly memo: Memo };

/** Decides on a path; `parent` is what it remembered of the path's folder, undefined at the root. */
export type Filter<Memo> = (name: string, isFolder: boolean, parent: Memo | undefined) => Verdict<Memo>;

type Folder<Memo> = {
	readonly children: readonly Child<Memo>[];
	/** The folder itself where the filter did not want it: it is sent once something in it is. */
	self: Entry | undefined;
	next: number;
};
type Child<Memo> = { readonly entry: Entry; readonly verdict: Verdict<Memo> };

/** File systems answer several questions at a time; more than this holds the answers of a large folder in memory. */
const statsAtATime = 64;

/**
 * Yields the entries that a filter wants, in the byte order of their names, each folder before what is in it. With
 * `parents` a folder that is not wanted itself comes before the first wanted entry in it. What disappears meanwhile is left
 * out. Rejects with the system's error when a wanted folder cannot be read.
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
		if (verdict.wanted) {
			for (const above of stack) {
				if (parents && above.self) {
					yield above.self;
				}
				above.self = undefined;
			}
			yield entry;
		}
		if (!entry.stat.isDirectory() || !verdict.entered) {
			continue;
		}
		const children = await readFolder(entry.file, entry, filter, verdict.memo).catch(error => {
			if (isGone(error) || (!verdict.wanted && error.code === 'EACCES')) {
				return [];
			}
			throw error;
		});
		stack.push({ children, self: verdict.wanted ? undefined : entry, next: 0 });
	}
}

async function readFolder<Memo>(
	file: Buffer,
	folder: Entry | undefined,
	filter: Filter<Memo>,
	memo: Memo | undefined,
): Promise<readonly Child<Memo>[]> {
	// The types of Node 20 have no names as bytes beside kinds of files.
	const found = (await readdir(file, { encoding: 'buffer', withFileTypes: true } as never)) as unknown as (Omit<
		Dirent,
		'name'
	> & { name: Buffer })[];
	found.sort((one, other) => Buffer.compare(one.name, other.name));
	const children: Child<Memo>[] = [];
	for (let start = 0; start < found.length; start += statsAtATime) {
		const asked = found.slice(start, start + statsAtATime).map(async (dirent): Promise<Child<Memo> | undefined> => {
			const bytes = folder ? join(folder.bytes, dirent.name) : dirent.name;
			const name = bytes.toString('utf8');
			const verdict = filter(name, dirent.isDirectory(), memo);
			if (!verdict.wanted && !(dirent.isDirectory() && verdict.entered)) {
				return undefined;
			}
			const path = join(file, dirent.name);
			const stat = await lstat(path, { bigint: true }).catch(unlessGone);
			return stat && { entry: { name, bytes, file: path, stat }, verdict };
		});
		for (const child of await Promise.all(asked)) {
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
