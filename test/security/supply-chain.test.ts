import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const read = (name: string) => JSON.parse(readFileSync(path.join(root, name), 'utf8'));

test('every package is pinned to one version and one content hash', () => {
	const { devDependencies } = read('package.json') as { devDependencies: Record<string, string> };
	for (const [name, version] of Object.entries(devDependencies)) {
		expect([name, version]).toEqual([name, expect.stringMatching(/^\d+\.\d+\.\d+(-[\w.]+)?$/)]);
	}
	const { packages, lockfileVersion } = read('package-lock.json') as {
		packages: Record<string, { version: string; integrity?: string; optional?: boolean }>;
		lockfileVersion: number;
	};
	expect(lockfileVersion).toBeGreaterThanOrEqual(3);
	const locked = Object.entries(packages).filter(([folder]) => folder !== '');
	expect(locked.length).toBeGreaterThan(100);
	// Binaries for other platforms, which are not installed here, may have no hash; the bundle contains none of them.
	for (const [folder, { integrity, optional }] of locked) {
		if (!optional) {
			expect([folder, integrity]).toEqual([folder, expect.stringMatching(/^sha512-/)]);
		}
	}
	for (const [name, version] of Object.entries(devDependencies)) {
		expect(packages[`node_modules/${name}`]?.version).toBe(version);
	}
});
