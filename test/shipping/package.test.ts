import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

test('the package is small, self-contained and has only the files that are needed to run', () => {
	const packed = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root, encoding: 'utf8' });
	const parsed = JSON.parse(packed.stdout);
	// npm prints a list up to version 11, and an object by package name since then.
	const { size, files } = (Array.isArray(parsed) ? parsed[0] : parsed.plimsoll) as {
		size: number;
		files: { path: string }[];
	};
	// Size is no goal by itself; the bound catches files that get in by accident.
	expect(size).toBeLessThanOrEqual(660_000);
	const names = files.map(({ path: name }) => name);
	for (const name of ['LICENSE', 'README.md', 'package.json', 'dist/cli.js', 'dist/THIRD-PARTY.txt']) {
		expect(names).toContain(name);
	}
	const others = names.filter(
		name =>
			!/^(dist\/[\w.-]+\.js|man\/plimsoll\.1|dist\/yoga\.wasm-\w+\.br|dist\/THIRD-PARTY\.txt|LICENSE|README\.md|(dist\/)?package\.json)$/.test(
				name,
			),
	);
	expect(others).toEqual([]);
	const { dependencies, optionalDependencies, peerDependencies, scripts } = JSON.parse(
		readFileSync(path.join(root, 'package.json'), 'utf8'),
	);
	expect([dependencies, optionalDependencies, peerDependencies, scripts.postinstall]).toEqual(Array(4).fill(undefined));
});
