import { createReadStream } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Files } from '../actions/action.js';
import { sanitize } from '../domain/sanitize.js';

/** The user's files, relative to a folder. Nothing is ever written in place: a full disk leaves the old file whole. */
export function createFiles(cwd: string): Files {
	const absolute = (path: string): string => {
		if (path === '~' || path.startsWith('~/')) return join(homedir(), path.slice(1));
		return isAbsolute(path) ? path : resolve(cwd, path);
	};
	return {
		cwd,
		resolve: absolute,
		async save(path, content, signal) {
			const target = absolute(path);
			const beside = join(dirname(target), `.${basename(target)}.${process.pid}.part`);
			const file = await open(beside, 'wx', 0o600);
			try {
				if (typeof content === 'string') await file.writeFile(content);
				else
					for await (const chunk of content) {
						signal?.throwIfAborted();
						// Goes on behind what was written, until all of the chunk is.
						await file.writeFile(chunk);
					}
				await file.close();
				await rename(beside, target);
			} catch (error) {
				await file.close().catch(() => {}); // Closed already when the rename failed.
				await rm(beside, { force: true });
				throw error;
			}
			return target;
		},
		read: path => readFile(absolute(path), 'utf8'),
		readStream: path => createReadStream(absolute(path)),
		async complete(prefix, kind) {
			const at = prefix.lastIndexOf('/');
			const folder = at < 0 ? '' : prefix.slice(0, at + 1);
			const begin = prefix.slice(at + 1);
			const entries = await readdir(absolute(folder === '' ? '.' : folder), { withFileTypes: true });
			return (
				entries
					.filter(entry => entry.name.startsWith(begin) && (begin.startsWith('.') || !entry.name.startsWith('.')))
					// What a terminal would obey, or would not show, cannot be typed either.
					.filter(entry => sanitize(entry.name) === entry.name)
					.filter(entry => kind === 'paths' || entry.isDirectory())
					.map(entry => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
					.sort()
			);
		},
		async stat(path) {
			try {
				return (await stat(absolute(path))).isDirectory() ? 'folder' : 'file';
			} catch {
				return undefined;
			}
		},
	};
}
