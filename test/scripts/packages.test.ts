import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(path.join(os.tmpdir(), 'packages-'));
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

const files = {
	x64: { name: 'plimsoll-1.2.3-linux-x64.tar.gz', sha256: 'a'.repeat(64) },
	arm64: { name: 'plimsoll-1.2.3-linux-arm64.tar.gz', sha256: 'b'.repeat(64) },
	npm: { name: 'plimsoll-1.2.3.tgz', sha256: 'c'.repeat(64) },
};
const release = {
	name: 'plimsoll',
	version: '1.2.3',
	description: 'A dashboard: it isn’t big, it\'s "quick"',
	license: 'MIT',
	homepage: 'https://git.example/someone/plimsoll',
	maintainer: 'Ada <ada@git.example>',
	downloads: 'https://git.example/someone/plimsoll/releases/download/v1.2.3',
	date: 1_700_000_000,
};

beforeAll(() => {
	const script = (name: string) => JSON.stringify(path.resolve('scripts/packages', name));
	const program = [
		`import { writePkgbuild } from ${script('pkgbuild.mjs')};`,
		`import { writeFormula } from ${script('formula.mjs')};`,
		`import { writeFlake } from ${script('flake.mjs')};`,
		`const [release, files, out] = JSON.parse(process.argv[1]);`,
		'await Promise.all([writePkgbuild(release, files, out), writeFormula(release, files, out), writeFlake(release, files, out)]);',
	].join('\n');
	const input = JSON.stringify([release, files, folder]);
	execFileSync(process.execPath, ['--input-type=module', '-e', program, input]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the PKGBUILD', () => {
	/** Prints a field as bash reads it. */
	const field = (name: string, ...then: string[]) =>
		execFileSync('bash', ['-c', [`. ./PKGBUILD`, ...then, `printf '%s\\n' "\${${name}[@]}"`].join('\n')], {
			cwd: folder,
			encoding: 'utf8',
		}).trimEnd();

	test('is a bash script with the files and checksums of both machines', () => {
		expect(spawnSync('bash', ['-n', 'PKGBUILD'], { cwd: folder, encoding: 'utf8' })).toMatchObject({
			status: 0,
			stderr: '',
		});
		expect([field('pkgname'), field('pkgver'), field('pkgdesc')]).toEqual([
			'plimsoll-bin',
			'1.2.3',
			release.description,
		]);
		for (const [arch, { name, sha256 }] of [['x86_64', files.x64] as const, ['aarch64', files.arm64] as const]) {
			expect(field(`source_${arch}`)).toBe(`${release.downloads}/${name}`);
			expect(field(`sha256sums_${arch}`)).toBe(sha256);
		}
		expect(field('options')).toContain('!strip');
	});

	test('installs each file of the archive in its place', () => {
		const commands = [
			'install() { echo "$@"; }',
			'cd() { echo "cd $1"; }',
			'srcdir=/s pkgdir=/p CARCH=aarch64',
			'package',
		];
		expect(
			field('x', ...commands)
				.trim()
				.split('\n'),
		).toEqual([
			'cd /s/plimsoll-1.2.3-linux-arm64',
			'-Dm755 plimsoll /p/usr/bin/plimsoll',
			'-Dm644 plimsoll.1 /p/usr/share/man/man1/plimsoll.1',
			'-Dm644 plimsoll.bash /p/usr/share/bash-completion/completions/plimsoll',
			'-Dm644 _plimsoll /p/usr/share/zsh/site-functions/_plimsoll',
			'-Dm644 plimsoll.fish /p/usr/share/fish/vendor_completions.d/plimsoll.fish',
			'-Dm644 LICENSE /p/usr/share/licenses/plimsoll-bin/LICENSE',
			'-Dm644 THIRD-PARTY.txt /p/usr/share/licenses/plimsoll-bin/THIRD-PARTY.txt',
		]);
	});

	test('has the same fields in .SRCINFO', () => {
		const lines = read('.SRCINFO').split('\n');
		expect(lines[0]).toBe('pkgbase = plimsoll-bin');
		expect(lines.at(-2)).toBe('pkgname = plimsoll-bin');
		const fields = lines
			.filter(line => line.startsWith('\t'))
			.map(line => line.slice(1).split(' = ') as [string, string]);
		for (const name of new Set(fields.map(([key]) => key))) {
			const values = fields.filter(([key]) => key === name).map(([, ...value]) => value.join(' = '));
			expect(values.join('\n'), name).toBe(field(name));
		}
	});
});

describe('the Homebrew formula', () => {
	test('has the binary of each machine on Linux, and the npm package on macOS', () => {
		const text = read('plimsoll.rb');
		for (const { name, sha256 } of Object.values(files)) {
			expect(text).toMatch(new RegExp(`url "${release.downloads}/${name}"\\n +sha256 "${sha256}"`));
		}
		expect(text.match(/\b(?:do|def|if|class)\b(?! \?)/g)?.length).toBe(text.match(/^ *end$/gm)?.length);
	});

	test.skipIf(!has('ruby'))('is Ruby', () => {
		expect(spawnSync('ruby', ['-c', 'plimsoll.rb'], { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 0 });
	});
});

describe('the Nix flake', () => {
	test('has the npm package with its hash, and closes every bracket', () => {
		const text = read('flake.nix');
		expect(text).toContain(`url = "${release.downloads}/${files.npm.name}";`);
		expect(text).toContain(`hash = "sha256-${Buffer.from(files.npm.sha256, 'hex').toString('base64')}";`);
		for (const [open, close] of ['{}', '[]', '()'].map(pair => [...pair] as [string, string])) {
			expect(text.split(open).length, open).toBe(text.split(close).length);
		}
		expect(text.split("''").length % 2).toBe(1);
	});

	test.skipIf(!has('nix-instantiate'))('is Nix', () => {
		expect(spawnSync('nix-instantiate', ['--parse', 'flake.nix'], { cwd: folder })).toMatchObject({ status: 0 });
	});
});
