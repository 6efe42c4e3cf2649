// Builds standalone executables for Linux: Node with the bundle inside (single executable applications), and the texts of all
// licences. The same input gives the same bytes.
//   node scripts/binary.mjs [--arch x64,arm64] [--out binary]
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inject } from 'postject';

const root = path.dirname(import.meta.dirname);
const { values: options } = parseArgs({
	options: {
		arch: { type: 'string', default: process.arch },
		out: { type: 'string', default: path.join(root, 'binary') },
	},
});

/** The Node inside, as the npm packages `node-linux-*` have it, with the digests of their tarballs. */
const nodeVersion = '24.22.3';
const integrity = {
	x64: 'sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
	arm64: 'sha512-IZx0J52/1NDwAsY2iyWR9nlPIYuYviTWetjj8+ElvYQh2+XRhLfCfkbFEF/2O5vGI2hcUbyPNHV+nz342FbJXw==',
};
/** Marks the place for the blob. Source: Node's documentation, Single executable applications. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const work = await mkdtemp(path.join(os.tmpdir(), 'plimsoll-binary-'));
try {
	const bundle = path.join(work, 'bundle');
	execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), '--binary', '--out', bundle], {
		stdio: 'ignore',
	});
	// The blob is the same for each machine, as it holds no compiled code. Node's own version writes it.
	const own = await nodeFor(process.arch);
	await addLicences(bundle, own);
	const blob = await makeBlob(bundle, path.join(own, 'bin/node'));
	await mkdir(options.out, { recursive: true });
	for (const arch of options.arch.split(',')) {
		const file = path.join(options.out, `plimsoll-linux-${arch}`);
		const fresh = `${file}.new`;
		await copyFile(path.join(await nodeFor(arch), 'bin/node'), fresh);
		await chmod(fresh, 0o755);
		await withoutNoise(() => inject(fresh, 'NODE_SEA_BLOB', blob, { sentinelFuse: fuse }));
		await rename(fresh, file);
		const bytes = await readFile(file);
		const digest = createHash('sha256').update(bytes).digest('hex');
		process.stdout.write(`${(bytes.length / 1e6).toFixed(1)} MB  sha256 ${digest}  ${path.relative(root, file)}\n`);
	}
} finally {
	await rm(work, { recursive: true, force: true });
}

/** The folder of Node for an architecture, downloaded into the user's cache. Throws for another tarball than the known one. */
async function nodeFor(arch) {
	const known = integrity[arch];
	if (known === undefined) {
		throw new Error(`no Node is known for ${arch}: x64, arm64`);
	}
	const caches = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	const folder = path.join(caches, 'plimsoll-node', `${nodeVersion}-${arch}`);
	const name = `node-linux-${arch}-${nodeVersion}.tgz`;
	const tarball = path.join(folder, name);
	await mkdir(folder, { recursive: true });
	if (!(await readdir(folder)).includes(name)) {
		execFileSync('npm', ['pack', '--silent', `node-linux-${arch}@${nodeVersion}`], { cwd: folder, stdio: 'ignore' });
	}
	const digest = createHash('sha512')
		.update(await readFile(tarball))
		.digest('base64');
	if (`sha512-${digest}` !== known) {
		await rm(tarball);
		throw new Error(`${name} has another digest than the known one`);
	}
	execFileSync('tar', ['-xzf', tarball, '-C', folder, 'package/bin/node', 'package/LICENSE']);
	return path.join(folder, 'package');
}

/** Node's licence and plimsoll's own stand before those of the packages. */
async function addLicences(bundle, node) {
	const file = path.join(bundle, 'THIRD-PARTY.txt');
	const line = `\n${'-'.repeat(80)}\n`;
	const texts = await Promise.all(
		[path.join(root, 'LICENSE'), path.join(node, 'LICENSE'), file].map(each => readFile(each, 'utf8')),
	);
	await writeFile(file, texts.join(line));
}

/** The bundle as Node's blob: its entry, and the other files as assets. */
async function makeBlob(bundle, node) {
	const names = (await readdir(bundle)).filter(name => !['cli.js', 'package.json'].includes(name)).sort();
	const config = {
		main: 'cli.js',
		output: 'blob',
		disableExperimentalSEAWarning: true,
		assets: Object.fromEntries(names.map(name => [name, name])),
	};
	// A relative path: the blob holds the name of its main file.
	await writeFile(path.join(bundle, 'config.json'), JSON.stringify(config));
	execFileSync(node, ['--experimental-sea-config', 'config.json'], { cwd: bundle, stdio: 'ignore' });
	return readFile(path.join(bundle, 'blob'));
}

/** postject prints a warning of its ELF library about a section of Node's, which has no effect. */
async function withoutNoise(work) {
	const { warn, log, error } = console;
	Object.assign(console, { warn() {}, log() {}, error() {} });
	try {
		await work();
	} finally {
		Object.assign(console, { warn, log, error });
	}
}
