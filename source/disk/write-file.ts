import { randomBytes } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, link, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { kindProblem, statOrNothing, whyNotWritable } from './output-path.js';
import { codeOf, systemWords } from './words.js';

type WriteOptions = {
	/** The file's new mode. When left out, only its owner can read a new file, and an old file keeps its mode. */
	readonly mode?: number;
	/** Refuse to replace an existing file. */
	readonly onlyNew?: boolean;
	readonly signal?: AbortSignal | undefined;
	/** Called when the content is on the disk, right before the rename; a rejection leaves the old file. */
	beforeReplace?(): Promise<void>;
};

/**
 * Writes a file completely or not at all: beside its path, then synced and renamed. All of plimsoll's files are written in
 * this way. A replaced file keeps its mode and, if the system allows it, its owner; another hard link keeps the old content.
 * Rejects with `path: reason` unless the path is a regular file or a new name, before and after the write.
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
		throw new Error(`${path}: the file already exists`);
	}
	// A short name: the target's name may already have the maximum length.
	const beside = join(dirname(path), `.plimsoll-${randomBytes(6).toString('hex')}.part`);
	try {
		await fill(beside, content, before, options);
		options.signal?.throwIfAborted();
		await options.beforeReplace?.();
		await (before ? replace(beside, path) : putNew(beside, path));
	} catch (error) {
		await rm(beside, { force: true }).catch(() => {});
		// Only an error of the system needs the path: an abort and an engine's error stay as they are.
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
		// Only root can change the owner, and for root it matters: the file may belong to another user.
		if (before) {
			await file.chown(before.uid, before.gid).catch(() => {});
		}
		// After `chown`, which clears bits of the mode.
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
		// Appends: `writeFile` of a handle starts at the present position and writes the whole chunk.
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

/** Another program created a file at the new name during the write. */
export class PlaceTaken extends Error {}

/** The error codes of file systems without hard links (FAT, some network ones). */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'];

/** Gives the file a new name with a link: unlike a rename, a link never replaces an existing file. */
async function putNew(beside: string, path: string): Promise<void> {
	try {
		await link(beside, path);
		await rm(beside);
	} catch (error) {
		const code = codeOf(error) ?? '';
		const isTaken = code === 'EEXIST' || (noLinks.includes(code) && (await statOrNothing(path)) !== undefined);
		if (isTaken) {
			throw new PlaceTaken(`${path}: another program created it meanwhile; it was not replaced`);
		}
		if (!noLinks.includes(code)) {
			throw error;
		}
		await rename(beside, path);
	}
}
