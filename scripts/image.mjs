// Makes the folder from which the container image is built: the standalone binary of this machine and its libraries.
//   node scripts/image.mjs [--binary FILE] [--out binary/image] && docker build -t plimsoll binary/image
import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

const root = path.dirname(import.meta.dirname);
const { values: options } = parseArgs({
	options: {
		binary: { type: 'string', default: path.join(root, 'binary', `plimsoll-linux-${process.arch}`) },
		out: { type: 'string', default: path.join(root, 'binary/image') },
	},
});

const rootfs = path.join(options.out, 'rootfs');
await rm(options.out, { recursive: true, force: true });
await mkdir(path.join(rootfs, 'root'), { recursive: true });
await mkdir(path.join(rootfs, 'tmp'));
// For any user.
await chmod(path.join(rootfs, 'tmp'), 0o1777);
await copyFile(path.join(root, 'scripts/image/Dockerfile'), path.join(options.out, 'Dockerfile'));
await copyFile(options.binary, path.join(rootfs, 'plimsoll'));
for (const library of librariesOf(options.binary)) {
	const place = path.join(rootfs, library);
	await mkdir(path.dirname(place), { recursive: true });
	await copyFile(library, place);
}

/** The paths of the shared libraries and of the loader, from lines like `libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x…)`. */
function librariesOf(file) {
	const lines = execFileSync('ldd', [file], { encoding: 'utf8' }).split('\n');
	return lines.flatMap(line => /(\/\S+) \(0x/.exec(line)?.[1] ?? []);
}
