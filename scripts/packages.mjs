// Writes the packages of a release from package.json and the standalone binaries (npm run binary): archives of the binaries, the
// npm package, Debian packages, and the texts for Homebrew, the AUR and Nix with the checksums of these files. The same input and
// SOURCE_DATE_EPOCH give the same bytes.
//   npm run build && npm run binary -- --arch x64,arm64
//   node scripts/packages.mjs --repository https://HOST/OWNER/NAME [--arch x64,arm64] [--binaries binary] [--out binary/packages] [--kinds archive,npm,deb]
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeArchive } from './packages/archive.mjs';
import { writeDebian } from './packages/debian.mjs';
import { writeFlake } from './packages/flake.mjs';
import { writeFormula } from './packages/formula.mjs';
import { writePkgbuild } from './packages/pkgbuild.mjs';
import { digestOf, sourceDate, stage } from './packages/stage.mjs';

const root = path.dirname(import.meta.dirname);
const { values: options } = parseArgs({
	options: {
		repository: { type: 'string' },
		maintainer: { type: 'string', default: 'plimsoll contributors <contributors@plimsoll.invalid>' },
		arch: { type: 'string', default: process.arch },
		binaries: { type: 'string', default: path.join(root, 'binary') },
		out: { type: 'string', default: path.join(root, 'binary/packages') },
		kinds: { type: 'string', default: 'archive,npm,deb' },
	},
});
if (options.repository === undefined) {
	throw new Error('--repository is missing: the address of the repository whose releases have the files');
}

const { name, version, description, license } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
const release = {
	name,
	version,
	// Without its last full stop, as Debian and Homebrew want it.
	description: description.replace(/\.$/, ''),
	license,
	homepage: options.repository,
	maintainer: options.maintainer,
	downloads: `${options.repository}/releases/download/v${version}`,
	date: sourceDate(root),
};
const kinds = options.kinds.split(',');
const arches = options.arch.split(',');

await mkdir(options.out, { recursive: true });
const work = await mkdtemp(path.join(os.tmpdir(), 'plimsoll-packages-'));
try {
	const files = {};
	for (const arch of arches) {
		const staged = await stage({ root, binaries: options.binaries, arch, folder: path.join(work, arch) });
		if (kinds.includes('deb')) {
			await report(await writeDebian(release, staged, options.out));
		}
		if (kinds.includes('archive')) {
			files[arch] = await report(await writeArchive(release, staged, options.out));
		}
	}
	if (kinds.includes('npm')) {
		execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', path.resolve(options.out)], {
			cwd: root,
			stdio: 'ignore',
		});
		files.npm = await report(path.join(options.out, `${name}-${version}.tgz`));
		await writeFlake(release, files, options.out);
	}
	if (files.x64 && files.arm64) {
		await writePkgbuild(release, files, options.out);
		if (files.npm) {
			await writeFormula(release, files, options.out);
		}
	}
} finally {
	await rm(work, { recursive: true, force: true });
}

/** Prints the name and the checksum of a file; resolves to both. */
async function report(file) {
	const sha256 = await digestOf(file);
	process.stdout.write(`${sha256}  ${path.basename(file)}\n`);
	return { name: path.basename(file), sha256 };
}
