import { createReadStream } from 'node:fs';
import { readFile, readlink, stat } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Header, pack } from 'tar-stream';
import type { BuildOptions } from '../../engine.js';
import { type Dockerfile, findDockerfile, unusable } from './dockerfile.js';
import { readIgnore } from './ignore.js';
import { type Entry, walk } from './walk.js';

/** Bytes between two reports of how much was sent. */
const REPORT = 256 * 1024;

/** A build context on its way to the engine, as a tar. */
export type Context = {
	readonly upload: Readable;
	/** The Dockerfile's name in there. */
	readonly dockerfile: string;
	/** Bytes that were taken so far. */
	sent(): number;
	done(): boolean;
	/** Resolves when there is more to report. */
	changed(): Promise<void>;
	/** Why the context could not be read; the connection only breaks off then. */
	error(): Error | undefined;
};

/** Opens a context. Rejects with an EngineError (`bad-request`) when it or its Dockerfile is not there. */
export async function openContext(options: BuildOptions): Promise<Context> {
	const { context, builder } = options;
	const folder = await stat(context).catch(error => {
		throw unusable('unable to prepare context', error);
	});
	if (!folder.isDirectory()) throw unusable('unable to prepare context', new Error(`${context} is not a directory`));
	const dockerfile = await findDockerfile(context, options.dockerfile);
	const ignore = await readIgnore(context, dockerfile, builder);

	let sent = 0;
	let reported = 0;
	let done = false;
	let failure: Error | undefined;
	let waiting: (() => void) | undefined;
	const report = () => {
		reported = sent;
		waiting?.();
		waiting = undefined;
	};

	async function* bytes(): AsyncGenerator<Buffer, void, undefined> {
		const tar = pack();
		const filled = fill(tar, walk(context, ignore), dockerfile).catch(error => {
			failure = unusable('error checking context', error);
			tar.destroy(failure);
		});
		try {
			for await (const chunk of tar as unknown as AsyncIterable<Buffer>) {
				sent += chunk.length;
				yield chunk;
				if (sent - reported >= REPORT) report();
			}
			await filled;
			done = true;
		} finally {
			report();
		}
	}

	return {
		upload: Readable.from(bytes(), { objectMode: false, highWaterMark: 64 * 1024 }),
		dockerfile: dockerfile.name,
		sent: () => sent,
		done: () => done,
		changed: () => new Promise(resolve => (waiting = resolve)),
		error: () => failure,
	};
}

type Pack = ReturnType<typeof pack>;

async function fill(tar: Pack, entries: AsyncIterable<Entry>, dockerfile: Dockerfile): Promise<void> {
	let ignoreFile: Entry | undefined;
	for await (const entry of entries) {
		if (dockerfile.outside && entry.name === '.dockerignore') ignoreFile = entry;
		else await add(tar, entry);
	}
	if (dockerfile.outside) await addOutside(tar, dockerfile, ignoreFile);
	tar.finalize();
}

/** As docker does it: the file under its own name, which the `.dockerignore` then names too. */
async function addOutside(tar: Pack, { file, name }: Dockerfile, ignoreFile: Entry | undefined): Promise<void> {
	const ignore = ignoreFile ? await readFile(ignoreFile.file, 'utf8') : '.dockerignore';
	tar.entry({ name: '.dockerignore', mode: 0o644, ...owner }, `${ignore}\n${name}\n`);
	tar.entry({ name, mode: 0o600, ...owner }, await readFile(file));
}

/** Files in an image belong to root, whoever has built it. */
const owner = { uid: 0, gid: 0, uname: '', gname: '' };

async function add(tar: Pack, { name, file, stat: { mode, mtime, size } }: Entry): Promise<void> {
	const header: Partial<Header> & { name: string } = { name, mode: mode & 0o7777, mtime, ...owner };
	const kind = mode & 0o170000;
	if (kind === 0o040000) tar.entry({ ...header, name: `${name}/`, type: 'directory' });
	else if (kind === 0o120000) tar.entry({ ...header, type: 'symlink', linkname: await readlink(file), mode: 0o777 });
	else if (kind === 0o010000) tar.entry({ ...header, type: 'fifo' });
	else if (kind === 0o100000 && size === 0) tar.entry({ ...header, size }, '');
	else if (kind === 0o100000) {
		const source = createReadStream(file, { end: size - 1 });
		await pipeline(source, tar.entry({ ...header, size }) as unknown as Writable).catch(error => {
			throw (error as NodeJS.ErrnoException).syscall ? error : new Error(`${file}: ${error.message}`, { cause: error });
		});
	}
}
