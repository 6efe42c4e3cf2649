import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseSettings } from '../../source/config/parse.js';
import { cellWidth } from '../../source/domain/text/cell-width.js';
import { findContext } from '../../source/engine/docker/build/context.js';
import { tarContext } from '../../source/engine/docker/build/tar.js';
import { Transfer } from '../../source/engine/docker/build/transfer.js';
import type { BuildOptions } from '../../source/engine/engine.js';
import { waitLimit } from '../helpers/limits/limits.js';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'bundle-'));

function build(out: string, env: NodeJS.ProcessEnv = process.env): string {
	const script = path.join(root, 'scripts/build.mjs');
	const args = [script, '--entry', path.join(root, 'test/fixtures/bundle-entry.tsx'), '--out', path.join(folder, out)];
	const built = spawnSync(process.execPath, args, { encoding: 'utf8', env });
	expect(built.stderr).toBe('');
	return path.join(folder, out);
}

function run(bundle: string, ...args: string[]) {
	// The PATH is a fixed one: an unreadable folder in the user's PATH would change the error of a missing helper.
	const env = { PATH: `${folder}:/usr/bin:/bin`, PLIMSOLL_HELPER_LIMIT: String(waitLimit()), DEBUG: '*' };
	return spawnSync(process.execPath, [path.join(bundle, 'cli.js'), ...args], {
		encoding: 'utf8',
		cwd: os.tmpdir(),
		env,
	});
}

let bundle: string;
beforeAll(() => {
	writeFileSync(path.join(folder, 'package.json'), '{"type":"module"}');
	bundle = build('dist');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the bundle', () => {
	test('is an executable that prints its version', () => {
		expect(readFileSync(path.join(bundle, 'cli.js'), 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true);
		expect(statSync(path.join(bundle, 'cli.js')).mode & 0o777).toBe(0o755);
		expect(statSync(path.join(bundle, 'cli.js')).size).toBeLessThan(10_000);
		const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
		expect(run(bundle, '--version').stdout.trim()).toBe(version);
	});

	test('draws and connects without node_modules, also on Node 20', () => {
		expect(run(bundle)).toMatchObject({ stderr: '', stdout: 'drawn true production\n' });
	});

	test('writes no debug output of its packages over the screen, whatever DEBUG contains', () => {
		expect(run(bundle, '--request')).toMatchObject({ stderr: '', stdout: 'connect ENOENT /nowhere\n' });
	});

	test('runs a credential helper with its bundled execa', () => {
		const scripts = {
			good: 'echo "{\\"Username\\": \\"$(cat)\\", \\"Secret\\": \\"s\\"}"',
			empty: 'echo credentials not found in native keychain; exit 1',
			fails: 'echo locked >&2; exit 2',
			killed: 'kill -9 $$',
			floods: 'head -c 2000000 /dev/zero',
			hangs: "trap '' TERM; sleep 30 & wait; wait",
		};
		for (const [name, script] of Object.entries(scripts)) {
			writeFileSync(path.join(folder, `docker-credential-${name}`), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
		}
		const { stdout, stderr } = run(bundle, '--helper', ...Object.keys(scripts), 'missing');
		expect(stderr).toBe('');
		expect(stdout.trimEnd().split('\n')).toEqual([
			'good: {"server":"registry.example","username":"registry.example","password":"s"}',
			'empty: undefined',
			'fails: docker-credential-fails get failed: locked',
			'killed: docker-credential-killed get failed: ended by SIGKILL',
			'floods: docker-credential-floods get answered more than 1 MiB',
			'hangs: docker-credential-hangs did not answer within 3 seconds',
			'missing: docker-credential-missing is not installed, but config.json asks for it',
		]);
	});

	test('reads settings as the unbundled code does', () => {
		const text = [
			'%YAML 1.1\n---\ntheme: mono # a comment',
			'keys: {container.stop: [s, "\\u0053"], container.kill: |-\n  K\n}',
			'logLines: 0x1388',
			'ascii: !!bool true',
			'readOnly:\n  - !!binary aGk=\n  - >\n    folded\n    text',
			'? [a, b]\n: 1',
			'2026-01-01: ~',
		].join('\n');
		const { stdout, stderr } = run(bundle, '--settings', text);
		expect({ stderr, ...JSON.parse(stdout) }).toEqual({ stderr: '', ...parseSettings(text) });
		expect(run(bundle, '--settings', 'theme: [').stdout).toMatch(/"line":1,"column":\d+,"message":"Flow sequence/);
	});

	test('measures wide characters and emoji as the unbundled code does', () => {
		const texts = ['漢字', '👍🏽', '🏻', '🇩🇪', '🇩', '3️⃣', '3⃣', '👨‍👩‍👧', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '©️', '©', '☎', '☎️', 'ｱ', 'é', '…'];
		const { stdout, stderr } = run(bundle, '--widths', ...texts);
		expect({ stderr, widths: JSON.parse(stdout) }).toEqual({ stderr: '', widths: texts.map(cellWidth) });
	});

	test('packs a build context as the unbundled code does', async () => {
		const options = { context: path.join(root, 'test/fixtures'), dockerfile: 'bundle-entry.tsx', builder: 'classic' };
		const { upload } = await tarContext(await findContext(options as BuildOptions), new Transfer());
		const hash = createHash('sha256')
			.update(Buffer.concat(await upload.toArray()))
			.digest('hex');
		const { stdout, stderr } = run(bundle, '--context', options.context, options.dockerfile);
		expect([stderr, stdout.trim()]).toEqual(['', hash]);
	});

	test('works without the tricks that make it load faster', () => {
		const plain = build('plain', { ...process.env, PLIMSOLL_TRICKS: '-all' });
		expect(readFileSync(path.join(plain, 'main.js'))).not.toEqual(readFileSync(path.join(bundle, 'main.js')));
		expect(run(plain)).toMatchObject({ stderr: '', stdout: 'drawn true production\n' });
		expect(run(plain, '--settings', 'theme: mono').stdout).toBe(run(bundle, '--settings', 'theme: mono').stdout);
	});

	test('leaves out code that is never called', () => {
		const code = readdirSync(bundle).filter(name => name.endsWith('.js'));
		const text = code.map(name => readFileSync(path.join(bundle, name), 'utf8')).join('');
		expect(text.length).toBeLessThan(750_000);
		const licences = readFileSync(path.join(bundle, 'THIRD-PARTY.txt'), 'utf8');
		for (const name of ['ssh2', 'protobufjs', '@grpc/grpc-js']) {
			expect(licences).not.toContain(`\n${name} `);
		}
	});

	test('is the same in each build, and replaces the old one', () => {
		const again = path.join(folder, 'again');
		mkdirSync(again);
		writeFileSync(path.join(again, 'old-CHUNK.js'), '');
		build('again');
		expect(readdirSync(again)).toEqual(readdirSync(bundle));
		for (const name of readdirSync(bundle)) {
			expect(readFileSync(path.join(again, name))).toEqual(readFileSync(path.join(bundle, name)));
		}
	});
});
