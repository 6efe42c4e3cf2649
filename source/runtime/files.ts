import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { Files } from '../actions/files.js';
import { gzip } from '../disk/gzip.js';
import { lendFile } from '../disk/lend-file.js';
import { whyNotWritable } from '../disk/output-path.js';
import { reserveFile } from '../disk/reserve-file.js';
import { writeFileWhole } from '../disk/write-file.js';
import { isOwnImage, pathsInImage } from '../domain/own-image.js';
import { sanitize } from '../domain/text/sanitize.js';

/** The user's files, relative to a folder. */
export function createFiles(cwd: string): Files {
	const absolute = (path: string): string => {
		if (path === '~' || path.startsWith('~/')) {
			return join(homedir(), path.slice(1));
		}
		// A slash at the end names a folder: `resolve` would drop it.
		return isAbsolute(path) ? path : `${resolve(cwd, path)}${path.endsWith('/') ? '/' : ''}`;
	};
	return {
		cwd,
		note: isOwnImage(process.env) ? pathsInImage : undefined,
		resolve: absolute,
		async save(path, content, signal) {
			const target = absolute(path);
			await writeFileWhole(target, content, { signal });
			return target;
		},
		compress: gzip,
		lend: (name, content) => lendFile(process.env.XDG_RUNTIME_DIR, name, content),
		reserve: path => reserveFile(absolute(path)),
		whyNotWritable: async path => whyNotWritable(path === '' ? '' : absolute(path)),
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
					// A name with control or invisible characters cannot be typed.
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
