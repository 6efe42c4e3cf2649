import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { contents } from './stage.mjs';

/** Debian's names for the machines. */
const debianArch = { x64: 'amd64', arm64: 'arm64' };

/** Debian's own places, where they differ from those of other systems; its licences are in the file `copyright`. */
const places = {
	_plimsoll: 'usr/share/zsh/vendor-completions/_plimsoll',
	LICENSE: undefined,
	'THIRD-PARTY.txt': undefined,
};

/** The libraries that Node's binary is linked with. */
const depends = 'libc6 (>= 2.28), libgcc-s1, libstdc++6 (>= 8)';

/** Writes `plimsoll_VERSION_ARCH.deb` with dpkg-deb. It has no scripts: it installs and removes files only. */
export async function writeDebian(release, staged, out) {
	const arch = debianArch[staged.arch];
	const tree = `${staged.folder}-deb`;
	const file = path.join(out, `${release.name}_${release.version}_${arch}.deb`);
	await rm(tree, { recursive: true, force: true });
	await fill(tree, release, staged);
	const names = await filesIn(tree);
	await put(tree, 'DEBIAN/md5sums', await md5sums(tree, names));
	await put(tree, 'DEBIAN/control', control(release, arch, await kibibytes(tree, names)));
	await setTimes(tree, release.date);
	execFileSync('dpkg-deb', ['--build', '--root-owner-group', '-Zgzip', '-z6', tree, file], {
		stdio: ['ignore', 'ignore', 'inherit'],
		env: { ...process.env, SOURCE_DATE_EPOCH: String(release.date) },
	});
	return file;
}

async function fill(tree, { name }, { root, folder }) {
	for (const { name: from, place: usual, mode } of contents) {
		const place = from in places ? places[from] : usual;
		if (place?.endsWith('.1')) {
			await put(tree, `${place}.gz`, compressed(await readFile(path.join(folder, from))));
		} else if (place !== undefined) {
			await mkdir(path.dirname(path.join(tree, place)), { recursive: true });
			await copyFile(path.join(folder, from), path.join(tree, place));
			await chmod(path.join(tree, place), mode);
		}
	}
	const documents = `usr/share/doc/${name}`;
	await put(tree, `${documents}/copyright`, copyright(await readFile(path.join(folder, 'THIRD-PARTY.txt'), 'utf8')));
	await put(tree, `${documents}/changelog.gz`, compressed(await readFile(path.join(root, 'CHANGELOG.md'))));
}

async function put(tree, place, content) {
	const file = path.join(tree, place);
	await mkdir(path.dirname(file), { recursive: true });
	await writeFile(file, content);
	await chmod(file, 0o644);
}

const compressed = content => gzipSync(content, { level: 9 });

const control = ({ name, version, description, homepage, maintainer }, arch, size) => `Package: ${name}
Version: ${version.replace('-', '~')}
Architecture: ${arch}
Maintainer: ${maintainer}
Installed-Size: ${size}
Depends: ${depends}
Suggests: docker-cli | docker.io, openssh-client
Section: admin
Priority: optional
Homepage: ${homepage}
Description: keyboard-driven Docker dashboard for the terminal
${folded(`${description}.`)}
`;

/** Lines of at most 79 characters, each after a space. */
function folded(text) {
	const lines = [''];
	for (const word of text.split(' ')) {
		if (lines.at(-1).length + word.length > 77) {
			lines.push('');
		}
		lines.push(`${lines.pop()} ${word}`);
	}
	return lines.join('\n');
}

/** The licence of plimsoll, then those of everything inside. */
const copyright = licences => `plimsoll is one program with Node.js and the packages below inside. Their licences:

${licences}`;

/** The paths of all files of a package, sorted. */
async function filesIn(tree) {
	const entries = await readdir(tree, { recursive: true, withFileTypes: true });
	const files = entries.filter(entry => entry.isFile());
	return files.map(entry => path.relative(tree, path.join(entry.parentPath, entry.name))).sort();
}

async function md5sums(tree, names) {
	const lines = [];
	for (const name of names) {
		const digest = createHash('md5').update(await readFile(path.join(tree, name)));
		lines.push(`${digest.digest('hex')}  ${name}\n`);
	}
	return lines.join('');
}

async function kibibytes(tree, names) {
	const sizes = await Promise.all(names.map(async name => (await stat(path.join(tree, name))).size));
	return sizes.reduce((sum, size) => sum + Math.ceil(size / 1024), 0);
}

/** Dpkg-deb lowers only times that are later than SOURCE_DATE_EPOCH. */
async function setTimes(tree, date) {
	for (const entry of await readdir(tree, { recursive: true, withFileTypes: true })) {
		const file = path.join(entry.parentPath, entry.name);
		await chmod(file, entry.isDirectory() ? 0o755 : (await stat(file)).mode & 0o777);
		await utimes(file, date, date);
	}
	await chmod(tree, 0o755);
	await utimes(tree, date, date);
}
