import { constants, type Stats } from 'node:fs';
import { access, lstat, readlink, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { codeOf, systemWords } from './words.js';

/**
 * Returns the reason why a file cannot be written at a path, in one sentence without the path; undefined when it can: for a
 * writable regular file, or a new name in a writable folder. A symbolic link is always refused. Source: moby/sys
 * atomicwriter/atomicwriter.go, which `docker save --output` uses.
 */
export async function whyNotWritable(path: string): Promise<string | undefined> {
	if (path === '') {
		return 'a file name is needed';
	}
	try {
		return (await folderProblem(path)) ?? (await fileProblem(path));
	} catch (error) {
		return systemWords(error);
	}
}

/** `x/`, `.` and `..` are names of folders, existing or not. */
const namesFolder = (path: string): boolean => path.endsWith('/') || /^\.{0,2}$/.test(basename(path));

async function folderProblem(path: string): Promise<string | undefined> {
	const folder = namesFolder(path) ? path : dirname(path);
	const found = await stat(folder).catch((error: unknown) => codeOf(error) ?? 'unknown');
	if (found === 'ENOENT') {
		return `there is no folder ${folder}`;
	}
	if (found === 'ENOTDIR' || (typeof found !== 'string' && !found.isDirectory())) {
		return `${folder.replace(/(?<=.)\/+$/, '')} is not a folder`;
	}
	return undefined;
}

async function fileProblem(path: string): Promise<string | undefined> {
	const found = await statOrNothing(path);
	if (!found) {
		return denied(dirname(path), constants.W_OK | constants.X_OK, `in the folder ${dirname(path)}`);
	}
	const problem = kindProblem(found);
	if (problem === undefined) {
		return (await denied(path, constants.W_OK)) ?? denied(dirname(path), constants.W_OK);
	}
	return found.isSymbolicLink() ? `${problem}: it leads to ${resolve(dirname(path), await readlink(path))}` : problem;
}

/** `lstat`; undefined when nothing exists at the path. Rejects with the system's error. */
export async function statOrNothing(path: string): Promise<Stats | undefined> {
	return lstat(path).catch((error: unknown) => {
		if (codeOf(error) === 'ENOENT') {
			return undefined;
		}
		throw error;
	});
}

/** Returns docker's reason for not replacing this kind of file; undefined for a regular file. */
export function kindProblem(found: Stats): string | undefined {
	if (found.isFile()) {
		return undefined;
	}
	if (found.isDirectory()) {
		return 'cannot write to a directory';
	}
	if (found.isSymbolicLink()) {
		return 'cannot write to a symbolic link directly';
	}
	if (found.isFIFO()) {
		return 'cannot write to a named pipe (FIFO)';
	}
	if (found.isSocket()) {
		return 'cannot write to a socket';
	}
	if (found.isCharacterDevice()) {
		return 'cannot write to a character device file';
	}
	return found.isBlockDevice() ? 'cannot write to a block device file' : 'cannot write to an irregular file';
}

const denied = (path: string, mode: number, where?: string): Promise<string | undefined> =>
	access(path, mode).then(
		() => undefined,
		(error: unknown) => [systemWords(error), where].filter(Boolean).join(' '),
	);
