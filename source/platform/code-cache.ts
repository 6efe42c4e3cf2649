import {
	closeSync,
	constants,
	existsSync,
	fstatSync,
	mkdirSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { withStartFlags } from './late-flags.js';
import { isInUse } from './tricks.js';

/**
 * Creates the folder for compiled code, readable by its owner only: `$XDG_CACHE_HOME/plimsoll`, by default under `~/.cache`.
 * Returns undefined when there is no home folder, when the folder cannot be created, or when it belongs to another user.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>, home = homedir()): string | undefined {
	const caches = env.XDG_CACHE_HOME || (existsSync(home) ? join(home, '.cache') : undefined);
	if (caches === undefined) {
		return undefined;
	}
	const folder = join(caches, 'plimsoll');
	try {
		mkdirSync(folder, { recursive: true, mode: 0o700 });
		return isOwn(statSync(folder)) ? folder : undefined;
	} catch {
		return undefined;
	}
}

/** Returns true if nobody else could have written it. */
function isOwn({ uid, mode }: { uid: number; mode: number }): boolean {
	const owner = process.getuid?.();
	return owner === undefined || (uid === owner && (mode & 0o022) === 0);
}

type PartModule = { exports: unknown };
type PartFunction = (
	exports: unknown,
	require: (name: string) => unknown,
	module: PartModule,
	file: string,
	readBundled: ReadBundled,
) => void;

/** Reads a file of the bundle by its name, such as `THIRD-PARTY.txt`. Every part has such a function as `readBundled`. */
export type ReadBundled = (name: string) => Buffer;

/**
 * Returns a function like `require` for the parts of the bundle, such as `./main.js`, and for Node's modules. The text of a
 * part is one function expression of ASCII characters. A part runs with the code that V8 compiled in an earlier run; when
 * the process ends, the compiled code of the parts that had none is stored. Measured on Node 20.20: 38 % of the CPU to the
 * first rows. Switch: `PLIMSOLL_TRICKS=-code-cache`.
 *
 * @param digests Identify the texts of the parts: V8 itself compares only their lengths.
 * @param readBundled Reads the parts, and the parts' own files.
 * @param hasStarted Returns true after the first rows: from then on V8 has other flags, and the code that has
 * run is what the next start needs.
 */
export function createPartLoader(
	folder: string,
	digests: Readonly<Record<string, string>>,
	builtin: NodeJS.Require,
	readBundled: ReadBundled,
	hasStarted: () => boolean,
): (name: string) => unknown {
	const cache = isInUse('code-cache') ? cacheFolder(process.env) : undefined;
	const modules = new Map<string, PartModule>();
	const toStore: { readonly cacheFile: string; readonly script: Script; readonly isLate: boolean }[] = [];

	function load(name: string): unknown {
		if (!name.startsWith('./')) {
			return builtin(name);
		}
		const loaded = modules.get(name);
		if (loaded) {
			return loaded.exports;
		}
		const file = join(folder, name);
		const isLate = hasStarted();
		const cacheFile = cache === undefined ? undefined : join(cache, cacheName(basename(name, '.js'), digests, isLate));
		const cachedData = cacheFile === undefined ? undefined : readCache(cacheFile);
		const script = new Script(readBundled(basename(name)).toString('latin1'), { filename: file, cachedData });
		if (cacheFile !== undefined && (cachedData === undefined || script.cachedDataRejected)) {
			toStore.push({ cacheFile, script, isLate });
		}
		const module: PartModule = { exports: {} };
		modules.set(name, module);
		const run: PartFunction = script.runInThisContext();
		run(module.exports, load, module, file, readBundled);
		return module.exports;
	}

	process.on('exit', () => {
		if (cache !== undefined && toStore.length > 0 && hasStarted()) {
			removeOld(cache);
			for (const { cacheFile, script, isLate } of toStore) {
				const code = () => script.createCachedData();
				writeCache(cacheFile, isLate ? code() : withStartFlags(code));
			}
		}
	});
	return load;
}

/**
 * V8 rejects code of another version or with other flags; with a name for each, two of them do not replace each other.
 *
 * @param isLate True after the first rows, when `setLateFlags` has set some.
 */
function cacheName(part: string, digests: Readonly<Record<string, string>>, isLate: boolean): string {
	const flags = [...process.execArgv, process.env.NODE_OPTIONS, process.env.PLIMSOLL_TRICKS, isLate].join(' ');
	return [part, digests[part], process.version, process.arch, crc32(flags).toString(16)].join('-') + suffix;
}

const suffix = '.code';
/** The checksum of the code follows it. */
const checksumBytes = 4;

/** Returns undefined unless the file is whole and nobody else can have written it. */
function readCache(file: string): Buffer | undefined {
	let descriptor: number | undefined;
	try {
		descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
		const stat = fstatSync(descriptor);
		if (!stat.isFile() || !isOwn(stat)) {
			return undefined;
		}
		const bytes = readFileSync(descriptor);
		const code = bytes.subarray(0, -checksumBytes);
		return crc32(code) === bytes.readUInt32LE(code.length) ? code : undefined;
	} catch {
		return undefined;
	} finally {
		if (descriptor !== undefined) {
			closeSync(descriptor);
		}
	}
}

/** A cache that cannot be written is no reason to disturb the end of the program. */
function writeCache(file: string, code: Buffer): void {
	const checksum = Buffer.alloc(checksumBytes);
	checksum.writeUInt32LE(crc32(code));
	const part = `${file}.${process.pid}`;
	try {
		writeFileSync(part, Buffer.concat([code, checksum]), { mode: 0o600, flag: 'wx' });
		renameSync(part, file);
	} catch {
		rmSync(part, { force: true });
	}
}

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Removes code that was written long ago, which belongs to old versions. */
function removeOld(folder: string): void {
	for (const name of readdirSync(folder)) {
		const file = join(folder, name);
		try {
			if (name.includes(suffix) && Date.now() - statSync(file).mtimeMs > keptMs) {
				rmSync(file);
			}
		} catch {
			// Another plimsoll has removed it.
		}
	}
}
