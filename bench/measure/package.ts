import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { median } from '../statistics.js';

export type Packed = { readonly kilobytes: number; readonly firstRunSeconds: number };

/** The size of npm's package, and the median time of some first runs of it with `npx`. */
export function packed(times: number): Packed {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-pack-'));
	try {
		const args = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
		const tarball = path.join(folder, execFileSync('npm', args, { encoding: 'utf8' }).trim());
		const samples = Array.from({ length: times }, (_, index) => {
			const { PATH = '', HOME = folder } = process.env;
			const env = { PATH, HOME, npm_config_cache: path.join(folder, `cache-${index}`) };
			const before = performance.now();
			const { status, stderr } = spawnSync('npx', ['--yes', '--package', tarball, '--', 'plimsoll', '--version'], {
				cwd: folder,
				env,
				encoding: 'utf8',
			});
			if (status !== 0) {
				throw new Error(`npx of the tarball failed: ${stderr}`);
			}
			return (performance.now() - before) / 1000;
		});
		return { kilobytes: statSync(tarball).size / 1000, firstRunSeconds: median(samples) };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
