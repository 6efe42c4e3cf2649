import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { kindProblem, statOrNothing, whyNotWritable } from './output-path.js';
import { codeOf, systemWords } from './words.js';

export type WriteOptions = {
	/** Given to the file whatever it had; without it a new file is for its owner alone and an old one keeps its mode. */
	readonly mode?: number;
	/** Whether nothing that is there may be replaced. */
	readonly onlyNew?: boolean;
	readonly signal?: AbortSignal | undefined;
	/** Called when all is on the disk, right before it takes its place; a rejection leaves the old file. */
	beforeReplace?(): Promise<void>;
};

/**
 * The one way in which plimsoll writes a file: whole or not at all. It is written beside its place, synced and renamed; what
 * was there keeps its mode and, where the system allows it, its owner. Rejects with `path: why` for all that is neither a
 * regular file nor a new name, also when that came to be while it was written. Another hard link keeps the old content.
 */
export async function writeFileWhole(
	path: string,
	content: string | Uint8Array | AsyncIterable<Uint8Array>,
	options: WriteOptions = {},
): Promise<void> {
	const problem = await whyNotWritable(path);
	if (problem !== undefined) {
		throw new Error(`${path}: ${problem}`);
	}
	const before = await statOrNothing(path);
	if (before && options.onlyNew) {
		throw new Error(`${path}: there is such a file already`);
	}
	// A short name: that of the target may be as long as names can be.
	const beside = join(dirname(path), `.plimsoll-${randomBytes(6).toString('hex')}.part`);
	try {
		await fill(beside, content, before, options);
		options.signal?.throwIfAborted();
		await options.beforeReplace?.();
		await (before ? replace(beside, path) : putNew(beside, path));
	} catch (error) {
		await rm(beside, { force: true }).catch(() => {});
		// Only the system's own errors are told anew: an abort and the engine's words stay what they are.
		if (codeOf(error) === undefined || (error as NodeJS.ErrnoException).syscall === undefined) {
			throw error;
		}
		throw new Error(`${path}: ${systemWords(error)}`, { cause: error });
	}
}

async function fill(
	beside: string,
	content: string | Uint8Array | AsyncIterable<Uint8Array>,
	before: Stats | undefined,
	{ mode, signal }: WriteOptions,
): Promise<void> {
	const file = await open(beside, 'wx', 0o600);
	try {
		await writeAll(file, content, signal);
		// Only root can give it away, and for root it matters: the file may be another user's.
		if (before) {
			await file.chown(before.uid, before.gid).catch(() => {});
		}
		// After the owner, whose change takes bits away.
		await file.chmod(mode ?? (before ? before.mode & 0o777 : 0o600));
		await file.sync();
	} finally {
		await file.close();
	}
}

async function writeAll(
	file: FileHandle,
	content: string | Uint8Array | AsyncIterable<Uint8Array>,
	signal: AbortSignal | undefined,
): Promise<void> {
	if (typeof content === 'string' || content instanceof Uint8Array) {
		return file.writeFile(content);
	}
	for await (const chunk of content) {
		signal?.throwIfAborted();
		// Goes on behind what was written, until all of the chunk is.
		await file.writeFile(chunk);
	}
}

async function replace(beside: string, path: string): Promise<void> {
	const found = await statOrNothing(path);
	const problem = found && kindProblem(found);
	if (problem !== undefined) {
		throw new Error(`${path}: ${problem}`);
	}
	await rename(beside, path);
}

/** Something came to be at a new name while its file was written. */
export class PlaceTaken extends Error {}

/** File systems without hard links (FAT, some network ones) say so with one of these. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'];

/** Gives a file a name that nothing has: unlike a rename, a link never takes the place of what came there meanwhile. */
async function putNew(beside: string, path: string): Promise<void> {
	try {
		await link(beside, path);
		await rm(beside);
	} catch (error) {
		const code = codeOf(error) ?? '';
		const isTaken = code === 'EEXIST' || (noLinks.includes(code) && (await statOrNothing(path)) !== undefined);
		if (isTaken) {
			throw new PlaceTaken(`${path}: something else was put there meanwhile; it was not replaced`);
		}
		if (!noLinks.includes(code)) {
			throw error;
		}
		await rename(beside, path);
	}
}
