import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const repository = 'https://git.example/someone/plimsoll';
const hasDpkg = spawnSync('dpkg-deb', ['--version']).status === 0;

/** The packages that are made of the standalone binaries in a folder. It is one suite with theirs, which takes long to build them. */
export function describePackages(binaries: string): void {
	const out = path.join(binaries, 'packages');
	const make = (to: string, ...more: string[]) =>
		execFileSync(
			process.execPath,
			[
				path.join(root, 'scripts/packages.mjs'),
				'--repository',
				repository,
				'--binaries',
				binaries,
				'--out',
				to,
				...more,
			],
			{ env: { ...process.env, SOURCE_DATE_EPOCH: '1700000000' } },
		);

	describe.skipIf(!hasDpkg)('the Debian package', () => {
		const architecture = process.arch === 'x64' ? 'amd64' : process.arch;
		const name = `plimsoll_${version}_${architecture}.deb`;
		const deb = path.join(out, name);
		beforeAll(() => void make(out, '--kinds', 'deb'));

		test('is the same file when it is made again', () => {
			const again = path.join(binaries, 'packages-again');
			make(again, '--kinds', 'deb');
			expect(sha256(path.join(again, name))).toBe(sha256(deb));
		});

		test('has files of root only, with the man page, the completions and the licences', () => {
			const lines = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' }).trim().split('\n');
			expect(lines.every(line => /^(?:drwxr-xr-x|-rw-r--r--|-rwxr-xr-x) root\/root /.test(line))).toBe(true);
			const files = lines.filter(line => line.startsWith('-')).map(line => line.replace(/^.* \.\//, ''));
			expect(files).toEqual([
				'usr/bin/plimsoll',
				'usr/share/bash-completion/completions/plimsoll',
				'usr/share/doc/plimsoll/changelog.gz',
				'usr/share/doc/plimsoll/copyright',
				'usr/share/fish/vendor_completions.d/plimsoll.fish',
				'usr/share/man/man1/plimsoll.1.gz',
				'usr/share/zsh/vendor-completions/_plimsoll',
			]);
		});

		test('names the libraries that the binary needs', () => {
			const field = (of: string) => execFileSync('dpkg-deb', ['--field', deb, of], { encoding: 'utf8' }).trim();
			expect([field('Package'), field('Version'), field('Architecture')]).toEqual(['plimsoll', version, architecture]);
			const needed = execFileSync('ldd', [path.join(binaries, `plimsoll-linux-${process.arch}`)], { encoding: 'utf8' });
			const packages: Readonly<Record<string, string>> = {
				'libstdc++.so.6': 'libstdc++6',
				'libgcc_s.so.1': 'libgcc-s1',
			};
			for (const [, library = ''] of needed.matchAll(/^\s*(\S+\.so\S*) =>/gm)) {
				const owner = packages[library] ?? (/^lib(c|m|dl|pthread|rt)\.so/.test(library) ? 'libc6' : library);
				expect(field('Depends')).toContain(owner);
			}
		});

		test('is installed, runs without Node, and is removed without a trace', () => {
			const target = path.join(binaries, 'target');
			const state = path.join(target, 'var/lib/dpkg');
			for (const folder of ['info', 'updates', 'triggers']) {
				mkdirSync(path.join(state, folder), { recursive: true });
			}
			writeFileSync(path.join(state, 'status'), '');
			const dpkg = (...args: string[]) =>
				spawnSync(
					'dpkg',
					[
						...[`--root=${target}`, `--log=${target}/dpkg.log`, '--force-not-root', '--force-depends', '--no-triggers'],
						// The machine's own settings may leave out man pages and documents.
						...['--path-include=/usr/share/*', ...args],
					],
					{ encoding: 'utf8', env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin`, LC_ALL: 'C' } },
				);
			expect(dpkg('--install', deb)).toMatchObject({ status: 0 });
			const run = (...args: string[]) =>
				spawnSync(path.join(target, 'usr/bin/plimsoll'), args, {
					encoding: 'utf8',
					env: { PATH: '/nowhere', HOME: binaries },
					cwd: os.tmpdir(),
				});
			expect(run('--version')).toMatchObject({ stdout: `plimsoll ${version}\n`, status: 0 });
			const snapshot = run('--demo', '--once', '--no-stats');
			expect(snapshot).toMatchObject({ stderr: '', status: 0 });
			expect(snapshot.stdout).toMatch(/^CONTAINER ID .*\n(?:.*\n)*.* web /);
			expect(readFileSync(path.join(target, 'usr/share/doc/plimsoll/copyright'), 'utf8')).toContain('MIT License');
			expect(dpkg('--verify', 'plimsoll')).toMatchObject({ stdout: '', status: 0 });
			expect(dpkg('--purge', 'plimsoll')).toMatchObject({ status: 0 });
			expect(existsSync(path.join(target, 'usr/bin/plimsoll'))).toBe(false);
			const left = readdirSync(target, { recursive: true, encoding: 'utf8' }).filter(file => file.includes('plimsoll'));
			expect(left).toEqual([]);
		});
	});

	describe('the archive and the npm package', () => {
		test('have the checksums that the script prints, and the binary with its texts', () => {
			const lines = String(make(out, '--kinds', 'archive,npm'))
				.trim()
				.split('\n');
			const archive = `plimsoll-${version}-linux-${process.arch}`;
			expect(lines.map(line => line.split('  ')[1])).toEqual([`${archive}.tar.gz`, `plimsoll-${version}.tgz`]);
			for (const [digest, name] of lines.map(line => line.split('  '))) {
				expect(sha256(path.join(out, name!))).toBe(digest);
			}
			const listed = execFileSync('tar', ['-tvzf', path.join(out, `${archive}.tar.gz`)], { encoding: 'utf8' });
			expect(
				listed
					.trim()
					.split('\n')
					.map(line => line.split(/\s+/))
					.map(([mode, owner, , , , name]) => [mode, owner, name?.replace(`${archive}/`, '')]),
			).toEqual([
				['drwxr-xr-x', 'root/root', ''],
				['-rw-r--r--', 'root/root', 'LICENSE'],
				['-rw-r--r--', 'root/root', 'THIRD-PARTY.txt'],
				['-rw-r--r--', 'root/root', '_plimsoll'],
				['-rwxr-xr-x', 'root/root', 'plimsoll'],
				['-rw-r--r--', 'root/root', 'plimsoll.1'],
				['-rw-r--r--', 'root/root', 'plimsoll.bash'],
				['-rw-r--r--', 'root/root', 'plimsoll.fish'],
			]);
			const flake = readFileSync(path.join(out, 'flake.nix'), 'utf8');
			const hash = createHash('sha256').update(readFileSync(path.join(out, `plimsoll-${version}.tgz`)));
			expect(flake).toContain(`hash = "sha256-${hash.digest('base64')}"`);
		});
	});
}
