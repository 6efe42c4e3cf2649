import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';

/** SOURCE_DATE_EPOCH, by default the time of the last commit. Seconds. */
export function sourceDate(root) {
	const { SOURCE_DATE_EPOCH } = process.env;
	const text = SOURCE_DATE_EPOCH ?? execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
	return Number(text);
}

/** The SHA-256 of a file in hexadecimal digits. */
export async function digestOf(file) {
	const hash = createHash('sha256');
	await pipeline(createReadStream(file), hash);
	return hash.digest('hex');
}

/** The files of each package by their names in the archive, with the folders where systems look for them. */
export const contents = [
	{ name: 'plimsoll', place: 'usr/bin/plimsoll', mode: 0o755 },
	{ name: 'plimsoll.1', place: 'usr/share/man/man1/plimsoll.1', mode: 0o644 },
	{ name: 'plimsoll.bash', place: 'usr/share/bash-completion/completions/plimsoll', mode: 0o644 },
	{ name: '_plimsoll', place: 'usr/share/zsh/site-functions/_plimsoll', mode: 0o644 },
	{ name: 'plimsoll.fish', place: 'usr/share/fish/vendor_completions.d/plimsoll.fish', mode: 0o644 },
	{ name: 'LICENSE', place: 'usr/share/licenses/plimsoll/LICENSE', mode: 0o644 },
	{ name: 'THIRD-PARTY.txt', place: 'usr/share/licenses/plimsoll/THIRD-PARTY.txt', mode: 0o644 },
];

/**
 * Collects the files of a package in a folder: the binary for `arch`, the man page, the completions and the licences. The texts come
 * from this machine's own binary, which has the same bundle.
 */
export async function stage({ root, binaries, arch, folder }) {
	const own = path.join(binaries, `plimsoll-linux-${process.arch}`);
	const output = (...args) => execFileSync(own, args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
	const copies = [
		['plimsoll', path.join(binaries, `plimsoll-linux-${arch}`)],
		['plimsoll.1', path.join(root, 'man/plimsoll.1')],
		['LICENSE', path.join(root, 'LICENSE')],
	];
	const texts = [
		['plimsoll.bash', ['completion', 'bash']],
		['_plimsoll', ['completion', 'zsh']],
		['plimsoll.fish', ['completion', 'fish']],
		['THIRD-PARTY.txt', ['--licenses']],
	];
	await mkdir(folder, { recursive: true });
	for (const [name, source] of copies) {
		await copyFile(source, path.join(folder, name));
	}
	for (const [name, args] of texts) {
		await writeFile(path.join(folder, name), output(...args));
	}
	for (const { name, mode } of contents) {
		await chmod(path.join(folder, name), mode);
	}
	return { root, arch, folder };
}
