import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sourcesOf } from '../../../../source/engine/docker/compose/files.js';
import { placeOf } from '../../../../source/engine/docker/compose/place.js';
import { referencedFiles } from '../../../../source/engine/docker/compose/referenced-files.js';

/** The files that `/srv/compose.yaml` and its like name, in a disk of these texts. */
const named = async (disk: Disk, roots = ['/srv/compose.yaml'], reads: string[] = []) =>
	(await all(disk, roots, reads)).paths;

type Disk = Readonly<Record<string, string>>;

const all = (disk: Disk, roots = ['/srv/compose.yaml'], reads: string[] = [], values: Disk = {}) =>
	referencedFiles(roots, '/srv', {
		async read(path) {
			reads.push(path);
			return disk[path];
		},
		variableOf: name => values[name],
	});

describe('the files that a compose file names', () => {
	test('are included ones with their env files, relative to the folder of each', async () => {
		const found = await named({
			'/srv/compose.yaml':
				'include:\n  - db/compose.yaml\n  - path: [a/one.yaml, a/two.yaml]\n    env_file: a/dev.env\n',
			'/srv/db/compose.yaml': 'include: [{path: ../cache.yaml, project_directory: /opt}]\n',
		});
		expect(found).toEqual([
			'/srv/db/compose.yaml',
			'/srv/db/.env',
			'/srv/a/one.yaml',
			'/srv/a/two.yaml',
			'/srv/a/dev.env',
			'/srv/cache.yaml',
			'/opt/.env',
		]);
	});

	test('are those that services extend, and env files in all three forms', async () => {
		const found = await named({
			'/srv/compose.yaml': `services:
  web: { extends: { file: base/web.yaml, service: web }, env_file: web.env }
  api: { env_file: [api.env, { path: secret.env, required: false }] }
  own: { extends: web }
`,
			'/srv/base/web.yaml': 'services:\n  web:\n    env_file: more.env\n',
		});
		expect(found).toEqual([
			'/srv/base/web.yaml',
			'/srv/web.env',
			'/srv/api.env',
			'/srv/secret.env',
			'/srv/base/more.env',
		]);
	});

	test('are found in JSON, in later documents, below anchors and beside the tags of compose', async () => {
		const disk = {
			'/srv/compose.yaml': '{"services": {"web": {"env_file": "a.env"}}}',
			'/srv/more.yaml':
				'x: &x\n  env_file: b.env\nservices:\n  a: { <<: *x, ports: !reset [] }\n---\ninclude: [c.yaml]\n',
		};
		expect(await named(disk, Object.keys(disk))).toEqual(['/srv/a.env', '/srv/b.env', '/srv/c.yaml', '/srv/.env']);
	});

	test('leave out what is no path, and note addresses', async () => {
		const text = 'include: [oci://x/y, "git@host:a", {path: 3}, "", ~]\nservices: [extends]\n';
		expect(await all({ '/srv/compose.yaml': text })).toEqual({ paths: [], unknown: ['oci://x/y', 'git@host:a'] });
	});

	test.each([
		['${STAGE}.env', '/srv/prod.env'],
		['$STAGE.env', '/srv/prod.env'],
		['env/${STAGE:-dev}.env', '/srv/env/prod.env'],
		['${NONE:-dev}.env', '/srv/dev.env'],
		['${EMPTY-dev}a.env', '/srv/a.env'],
		['${EMPTY:-dev}.env', '/srv/dev.env'],
		['${NONE-../x}.env', '/x.env'],
		['${STAGE:+with}.env', '/srv/with.env'],
		['${EMPTY:+with}b.env', '/srv/b.env'],
		['${STAGE:?needed}.env', '/srv/prod.env'],
		['${NONE}c.env', '/srv/c.env'],
		['$$a.env', '/srv/$a.env'],
	])('have their variables replaced as compose does it: %s', async (path, expected) => {
		const text = JSON.stringify({ services: { web: { env_file: path } } });
		const values = { STAGE: 'prod', EMPTY: '' };
		expect(await all({ '/srv/compose.yaml': text }, undefined, [], values)).toEqual({ paths: [expected], unknown: [] });
	});

	test.each(['${A:-${B}}.env', '${A', '$'])('are unknown by the name %s', async path => {
		const text = JSON.stringify({ services: { web: { env_file: [path, 'a.env'] } } });
		expect(await all({ '/srv/compose.yaml': text })).toEqual({ paths: ['/srv/a.env'], unknown: [path] });
	});

	test('are found as far as a file with a mistake can be read, and none in a bomb of aliases', async () => {
		const bomb = Array.from({ length: 30 }, (_, at) => `x${at + 1}: &x${at + 1} [*x${at}, *x${at}, *x${at}]\n`).join(
			'',
		);
		expect(await named({ '/srv/compose.yaml': 'include: [a.yaml\n\t:::' })).toEqual(['/srv/a.yaml', '/srv/.env']);
		expect(await named({ '/srv/compose.yaml': `x0: &x0 [include]\n${bomb}include: [a.yaml]\n` })).toEqual([]);
	});

	test('end where files include each other, and after a hundred', async () => {
		const circle = { '/srv/compose.yaml': 'include: [a.yaml]', '/srv/a.yaml': 'include: [compose.yaml, a.yaml]' };
		expect(await named(circle)).toEqual(['/srv/a.yaml', '/srv/.env']);
		const many = Array.from({ length: 500 }, (_, at) => `f${at}.env`).join(', ');
		expect(await named({ '/srv/compose.yaml': `services: { web: { env_file: [${many}] } }` })).toHaveLength(100);
	});

	test('are not read for others when they are env files, and need no parser when they name none', async () => {
		const reads: string[] = [];
		await named(
			{ '/srv/compose.yaml': 'services:\n  web:\n    env_file: a.env\n', '/srv/a.env': 'include=x' },
			undefined,
			reads,
		);
		expect(reads).toEqual(['/srv/compose.yaml']);
	});
});

test('a project whose files name a device or a folder is read without these', async () => {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-compose-'));
	const file = path.join(folder, 'compose.yaml');
	writeFileSync(file, 'services: { web: { env_file: [/dev/zero, /dev, gone.env] } }');
	const files = { name: 'shop', workingDir: folder, configFiles: [file], environmentFiles: [] };
	const place = placeOf({ url: 'unix:///nowhere', origin: 'test' }, {});
	const { sources } = await sourcesOf(place, files, new AbortController().signal);
	expect(sources.map(source => source.path)).toEqual([file]);
	rmSync(folder, { recursive: true });
});
