import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, readlink } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Header, pack } from 'tar-stream';
import type { Context } from './context.js';
import { unusable } from './dockerfile.js';
import { major, minor } from './filesync/packets.js';
import { readIgnore } from './ignore.js';
import type { Transfer } from './transfer.js';
import { type Entry, walk } from './walk.js';

type Tar = {
	readonly upload: Readable;
	/** The Dockerfile's name in the tar. */
	readonly dockerfile: string;
};

/**
 * Opens a context for the classic builder, as a tar that is written while it is read. Rejects with an EngineError
 * (`bad-request`).
 */
export async function tarContext({ folder, dockerfile }: Context, transfer: Transfer): Promise<Tar> {
	const name = dockerfile.name ?? `.dockerfile.${randomBytes(10).toString('hex')}`;
	const filter = await readIgnore(folder, name);
	const outside = dockerfile.name === undefined ? { file: dockerfile.file, name } : undefined;
	transfer.begin();

	async function* bytes(): AsyncGenerator<Buffer, void, undefined> {
		const tar = pack();
		const filled = fill(tar, walk(folder, filter, { parents: false }), outside).catch(error => {
			const failure = unusable('error checking context', error);
			transfer.fail(failure);
			tar.destroy(failure);
		});
		for await (const chunk of tar as unknown as AsyncIterable<Buffer>) {
			transfer.add(chunk.length);
			yield chunk;
		}
		await filled;
		transfer.end();
	}

	return { upload: Readable.from(bytes(), { objectMode: false, highWaterMark: 64 * 1024 }), dockerfile: name };
}

type Pack = ReturnType<typeof pack>;
type Outside = { readonly file: string; readonly name: string };

async function fill(tar: Pack, entries: AsyncIterable<Entry>, outside: Outside | undefined): Promise<void> {
	/** The first name of each file with several hard links, by inode. */
	const linked = new Map<bigint, string>();
	let ignoreFile: Entry | undefined;
	for await (const entry of entries) {
		if (outside && entry.name === '.dockerignore') {
			ignoreFile = entry;
		} else {
			await add(tar, entry, linked);
		}
	}
	if (outside) {
		await addOutside(tar, outside, ignoreFile);
	}
	tar.finalize();
}

/** As docker does: adds the file under its own name, and that name to `.dockerignore`. */
async function addOutside(tar: Pack, { file, name }: Outside, ignoreFile: Entry | undefined): Promise<void> {
	const ignore = ignoreFile ? await readFile(ignoreFile.file, 'utf8') : '.dockerignore';
	tar.entry({ name: '.dockerignore', mode: 0o644, ...owner }, `${ignore}\n${name}\n`);
	tar.entry({ name, mode: 0o600, ...owner }, await readFile(file));
}

/** All files in an image belong to root. */
const owner = { uid: 0, gid: 0, uname: '', gname: '' };

/** A tar cannot hold a socket: docker leaves it out, too. */
async function add(tar: Pack, entry: Entry, linked: Map<bigint, string>): Promise<void> {
	const { name, bytes, file, stat } = entry;
	if (!bytes.equals(Buffer.from(name))) {
		throw new Error(`the name of ${name} is not UTF-8: only BuildKit accepts it`);
	}
	const header: Partial<Header> & { name: string } = {
		name,
		mode: Number(stat.mode) & 0o7777,
		mtime: stat.mtime,
		...owner,
	};
	const size = Number(stat.size);
	const linkname = stat.isSymbolicLink()
		? await readlink(file, 'utf8')
		: stat.nlink > 1n
			? linked.get(stat.ino)
			: undefined;
	if (stat.isDirectory()) {
		return void tar.entry({ ...header, name: `${name}/`, type: 'directory' });
	}
	linked.set(stat.ino, linked.get(stat.ino) ?? name);
	if (stat.isSymbolicLink()) {
		tar.entry({ ...header, type: 'symlink', linkname, mode: 0o777 });
	} else if (linkname !== undefined) {
		tar.entry({ ...header, type: 'link', linkname });
	} else if (stat.isFIFO()) {
		tar.entry({ ...header, type: 'fifo' });
	} else if (stat.isBlockDevice()) {
		tar.entry({ ...header, ...deviceOf(stat.rdev), type: 'block-device' });
	} else if (stat.isCharacterDevice()) {
		tar.entry({ ...header, ...deviceOf(stat.rdev), type: 'character-device' });
	} else if (stat.isFile() && size === 0) {
		tar.entry({ ...header, size }, '');
	} else if (stat.isFile()) {
		const source = createReadStream(file, { end: size - 1 });
		await pipeline(source, tar.entry({ ...header, size }) as unknown as Writable).catch(error => {
			throw (error as NodeJS.ErrnoException).syscall ? error : new Error(`${name}: ${error.message}`, { cause: error });
		});
	}
}

const deviceOf = (device: bigint) => ({ devmajor: major(device), devminor: minor(device) });
