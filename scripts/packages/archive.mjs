import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack } from 'tar-stream';
import { contents } from './stage.mjs';

/** Writes `plimsoll-VERSION-linux-ARCH.tar.gz`: all files in one folder, owned by root, in the order of their names. */
export async function writeArchive({ name, version, date }, { arch, folder }, out) {
	const top = `${name}-${version}-linux-${arch}`;
	const file = path.join(out, `${top}.tar.gz`);
	const archive = pack();
	const written = pipeline(archive, createGzip(), createWriteStream(file));
	const common = { mtime: new Date(date * 1000), uid: 0, gid: 0, uname: 'root', gname: 'root' };
	archive.entry({ ...common, name: `${top}/`, type: 'directory', mode: 0o755 });
	for (const each of contents.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
		archive.entry(
			{ ...common, name: `${top}/${each.name}`, mode: each.mode },
			await readFile(path.join(folder, each.name)),
		);
	}
	archive.finalize();
	await written;
	return file;
}
