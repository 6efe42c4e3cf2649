import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { contents } from './stage.mjs';

/** Arch Linux's names for the machines. */
const archNames = { x64: 'x86_64', arm64: 'aarch64' };

/** Writes `PKGBUILD` and `.SRCINFO` of the AUR package `plimsoll-bin`, which installs the standalone binary. */
export async function writePkgbuild(release, files, out) {
	const package_ = describe(release, files);
	await writeFile(path.join(out, 'PKGBUILD'), pkgbuild(release, package_));
	await writeFile(path.join(out, '.SRCINFO'), srcinfo(package_));
}

/** The fields of both files: a name, and one or several values. */
function describe({ name, version, description, license, homepage, downloads }, files) {
	const perArch = Object.entries(archNames).flatMap(([arch, archName]) => [
		[`source_${archName}`, [`${downloads}/${files[arch].name}`]],
		[`sha256sums_${archName}`, [files[arch].sha256]],
	]);
	return {
		base: `${name}-bin`,
		single: [
			['pkgdesc', description],
			['pkgver', version.replace('-', '_')],
			['pkgrel', '1'],
			['url', homepage],
		],
		lists: [
			['arch', Object.values(archNames)],
			['license', [license]],
			['depends', ['gcc-libs', 'glibc']],
			['optdepends', ['docker: the engine, and compose files', 'openssh: engines over ssh']],
			['provides', [name]],
			['conflicts', [name]],
			// To strip the binary would remove the program in it.
			['options', ['!strip', '!debug']],
			...perArch,
		],
	};
}

const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;

const pkgbuild = ({ name, version, maintainer }, { base, single, lists }) => `# Maintainer: ${maintainer}
pkgname=${base}
${single.map(([field, value]) => `${field}=${quoted(value)}`).join('\n')}
${lists.map(([field, values]) => `${field}=(${values.map(quoted).join(' ')})`).join('\n')}

package() {
	case "$CARCH" in
		x86_64) cd "$srcdir/${name}-${version}-linux-x64" ;;
		aarch64) cd "$srcdir/${name}-${version}-linux-arm64" ;;
	esac
${contents.map(install).join('\n')}
}
`;

/** The licences have the package's own name in their path. */
const install = ({ name, place, mode }) =>
	`	install -Dm${mode.toString(8)} ${name} "$pkgdir/${place.replace('/licenses/plimsoll/', '/licenses/$pkgname/')}"`;

const srcinfo = ({ base, single, lists }) =>
	[
		`pkgbase = ${base}`,
		...single.map(([field, value]) => `\t${field} = ${value}`),
		...lists.flatMap(([field, values]) => values.map(value => `\t${field} = ${value}`)),
		'',
		`pkgname = ${base}`,
		'',
	].join('\n');
