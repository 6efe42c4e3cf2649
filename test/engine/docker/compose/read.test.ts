import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newerFile, type ProjectReading } from '../../../../source/domain/compose/plan/make-plan.js';
import type { ComposeFiles } from '../../../../source/domain/compose/plan/model.js';
import { placeOfService } from '../../../../source/domain/compose/plan/source-place.js';
import { composeCalls } from '../../../../source/engine/docker/compose/compose.js';
import { composeOrSkip } from '../../../helpers/engine/compose-plugins.js';

const { skip, compose } = composeOrSkip();
const endpoint = { url: 'unix:///nowhere/docker.sock', origin: 'test' };
const call = { signal: new AbortController().signal };

describe.skipIf(skip)('the files of a project', () => {
	let folder: string;
	let files: ComposeFiles;

	beforeEach(() => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-compose-'));
		files = {
			name: 'shop',
			workingDir: folder,
			configFiles: [path.join(folder, 'compose.yaml')],
			environmentFiles: [],
		};
	});

	afterEach(() => rmSync(folder, { recursive: true, force: true }));

	const write = (name: string, text: string) => {
		mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
		writeFileSync(path.join(folder, name), text);
	};
	const own = (more: Record<string, string> = {}) =>
		composeCalls(endpoint, {
			PATH: `${path.dirname(compose.docker)}:${process.env.PATH}`,
			DOCKER_CONFIG: compose.config,
			HOME: folder,
			...more,
		});
	const read = (profiles: readonly string[] = [], env = {}, of: ComposeFiles = files) =>
		own(env).read(of, { profiles, first: new Map() }, call);
	/** The file that was written, came or went since a reading. */
	const newer = async (reading: ProjectReading) => {
		const paths = reading.watch.files.map(each => each.path);
		return newerFile(reading, await own().stamps(paths, call));
	};

	test('are read without an engine, with a hash for each service', async () => {
		write('compose.yaml', 'services:\n  web:\n    image: busybox\n  db:\n    image: busybox\n');
		const { model, hashes, warnings, sources } = await read();
		expect(Object.keys(model.services).sort()).toEqual(['db', 'web']);
		expect([...hashes.keys()].sort()).toEqual(['db', 'web']);
		expect(warnings).toEqual([]);
		expect(sources.map(source => source.path)).toEqual(files.configFiles);
	});

	test('are read with those that they name, which have stamps, too', async () => {
		write(
			'compose.yaml',
			'include: [db/compose.yaml]\nservices:\n  web:\n    extends: { file: base.yaml, service: web }\n',
		);
		write('db/compose.yaml', 'services:\n  db:\n    image: busybox\n    env_file: db.env\n');
		write('db/db.env', 'LEVEL=info\n');
		write('base.yaml', 'services:\n  web:\n    image: busybox\n');
		const before = await read();
		const paths = ['compose.yaml', 'db/compose.yaml', 'base.yaml', 'db/db.env'].map(name => path.join(folder, name));
		expect(before.sources.map(source => source.path)).toEqual(paths);
		expect(placeOfService(before.sources, 'db')).toEqual({ path: paths[1], line: 2 });
		write('db/db.env', 'LEVEL=debug\n# written again\n');
		expect(await newer(before)).toBe(paths[3]);
		expect((await read()).hashes.get('db')).not.toBe(before.hashes.get('db'));
	});

	test('are looked at where variables of .env put them, and .env itself before it exists', async () => {
		write('compose.yaml', 'services:\n  web:\n    image: busybox\n    env_file: ["${STAGE:-dev}.env"]\n');
		write('dev.env', 'LEVEL=info\n');
		write('prod.env', 'LEVEL=warn\n');
		const first = await read();
		expect(first.model.services.web?.environment).toEqual({ LEVEL: 'info' });
		expect(await newer(first)).toBeUndefined();
		write('dev.env', 'LEVEL=debug\n');
		expect(await newer(first)).toBe(path.join(folder, 'dev.env'));

		const second = await read();
		write('.env', 'STAGE=prod\n');
		expect(await newer(second)).toBe(path.join(folder, '.env'));
		const third = await read();
		rmSync(path.join(folder, '.env'));
		expect(third.model.services.web?.environment).toEqual({ LEVEL: 'warn' });
		expect(third.sources.map(source => path.basename(source.path))).toEqual(['compose.yaml', '.env', 'prod.env']);
	});

	test('are warned about when they have a file of labels whose path compose does not print', async () => {
		write('labels.txt', 'a=b\n');
		write('compose.yaml', 'services:\n  web:\n    image: busybox\n    label_file: $KIND.txt\n');
		const { warnings } = await read([], { KIND: 'labels' });
		expect(warnings).toEqual([expect.stringMatching(/^With label_file, compose may keep/)]);
		write('compose.yaml', 'services:\n  web:\n    image: busybox\n    # label_file: $KIND.txt\n');
		expect((await read()).warnings).toEqual([]);
	});

	test('have the hash of up, which compose config does not print, for a service with files of labels', async () => {
		write('labels.txt', 'from=file\nhtml=<b>&amp;\n');
		write('more.env', 'MORE=1\n');
		const text = (labels: string) => `services:
  web:
    image: busybox
    command: [sh, -c, 'echo $$HOME > /tmp/x']
    env_file: more.env
    environment: { LEVEL: info }
    labels: { own: "1" }
    healthcheck: { test: [CMD, "true"], interval: 5s, retries: 2, start_period: 1s }
    ports: ["127.0.0.1:8080:80", "53/udp"]
    volumes: ["data:/data:ro", "./here:/here", { type: tmpfs, target: /t, tmpfs: { size: 1000000 } }]
    networks: { default: { aliases: [www], priority: 3 } }
    deploy: { replicas: 2, resources: { limits: { cpus: "0.5", memory: 64m }, reservations: { memory: 16m } } }
    logging: { driver: json-file, options: { max-size: 1m } }
    ulimits: { nproc: 99, nofile: { soft: 100, hard: 200 } }
    configs: [{ source: one, target: /one }]
    extra_hosts: ["a:127.0.0.1"]
    cap_add: [NET_ADMIN]
    restart: on-failure
    stop_grace_period: 3s
    init: true
${labels}
volumes: { data: {} }
configs: { one: { content: hello } }
`;
		write('compose.yaml', text('    label_file: [labels.txt]'));
		const { hashes, warnings } = await read();
		expect(warnings).toEqual([]);
		expect(hashes.get('web')).toMatch(/^[0-9a-f]{64}$/);
		write('compose.yaml', text('').replace('own: "1"', 'own: "1", from: file, html: "<b>&amp;"'));
		expect((await read()).hashes.get('web')).not.toBe(hashes.get('web'));
	});

	test('report the variables that are empty here', async () => {
		write('compose.yaml', 'services:\n  web:\n    image: busybox:$TAG\n    command: echo $NAME $TAG\n');
		const { warnings } = await read();
		expect([...warnings].sort()).toEqual([
			'The "NAME" variable is not set. Defaulting to a blank string.',
			'The "TAG" variable is not set. Defaulting to a blank string.',
		]);
		expect((await read([], { TAG: '1', NAME: 'x' })).warnings).toEqual([]);
	});

	test('get variables from .env in the folder of the project', async () => {
		write('.env', 'TAG=3\n');
		write('compose.yaml', 'services:\n  web:\n    image: busybox:$TAG\n');
		const { model, sources } = await read();
		expect(model.services.web).toMatchObject({ image: 'busybox:3' });
		expect(sources.map(source => path.basename(source.path))).toEqual(['compose.yaml', '.env']);
	});

	test('get variables from the file that the labels name instead', async () => {
		write('prod.env', 'TAG=4\n');
		write('compose.yaml', 'services:\n  web:\n    image: busybox:$TAG\n');
		const { model } = await read([], {}, { ...files, environmentFiles: [path.join(folder, 'prod.env')] });
		expect(model.services.web).toMatchObject({ image: 'busybox:4' });
	});

	test('keep a dollar that is no variable', async () => {
		write('compose.yaml', 'services:\n  web:\n    image: busybox\n    command: ["sh", "-c", "echo $$HOME"]\n');
		expect((await read()).model.services.web).toMatchObject({ command: ['sh', '-c', 'echo $HOME'] });
	});

	test('list services whose profile is off, and choose profiles by them', async () => {
		write(
			'compose.yaml',
			'services:\n  web:\n    image: busybox\n  debug:\n    image: busybox\n    profiles: [debug, dev]\n',
		);
		const off = await read();
		expect(Object.keys(off.model.services)).toEqual(['web']);
		expect(off.profiles.get('debug')).toEqual(['debug', 'dev']);
		const chosen = await own().read(files, { profiles: all => all.get('debug') ?? [], first: new Map() }, call);
		expect(Object.keys(chosen.model.services).sort()).toEqual(['debug', 'web']);
		expect(chosen.on).toEqual(['debug', 'dev']);
	});

	test('merge overrides, extended and included files', async () => {
		write('base.yaml', 'services:\n  base:\n    image: busybox\n    environment: {A: "1"}\n');
		write('more/compose.yaml', 'services:\n  extra:\n    image: busybox\n');
		write(
			'compose.yaml',
			'include: [more/compose.yaml]\nservices:\n  web:\n    extends: {file: base.yaml, service: base}\n',
		);
		write('over.yaml', 'services:\n  web:\n    environment: {B: "2"}\n');
		const both = [...files.configFiles, path.join(folder, 'over.yaml')];
		const { model } = await read([], {}, { ...files, configFiles: both });
		expect(Object.keys(model.services).sort()).toEqual(['extra', 'web']);
		expect(model.services.web).toMatchObject({ environment: { A: '1', B: '2' } });
	});

	test.each([
		['services:\n  web:\n    image: x\n   bad: [\n', /yaml: line \d+:/],
		['services:\n  web:\n    imagee: x\n', /services\.web additional properties 'imagee' not allowed/],
		['services:\n  web:\n    image: x${A:?A is needed}\n', /A is needed/],
		['services:\n  web:\n    image: x\n    depends_on: [nobody]\n', /"web" depends on undefined service "nobody"/],
		['services:\n  web:\n    image: x\n    depends_on: [web]\n', /dependency cycle|cycle/],
		['include: [gone.yaml]\nservices: {}\n', /gone\.yaml: no such file/],
		['- a\n', /top-level object must be a mapping/],
	])('with a mistake are refused in the words of compose: %j', async (text, words) => {
		write('compose.yaml', text);
		await expect(read()).rejects.toMatchObject({ kind: 'bad-request', message: expect.stringMatching(words) });
	});

	test.each([
		['that are not here', { configFiles: ['/srv/gone/compose.yaml'] }, '/srv/gone/compose.yaml: not on this machine'],
		[
			'that an old compose noted without a folder',
			{ configFiles: ['docker-compose.yml'] },
			'shop: its containers name the file docker-compose.yml without a folder',
		],
		['that came from standard input', { configFiles: [] }, 'shop came from standard input'],
		['that came from standard input as -', { configFiles: ['-'] }, 'shop came from standard input'],
		['that no label names', { configFiles: [], workingDir: '' }, 'shop: its containers do not name a compose file'],
		['that are a folder', { configFiles: [os.tmpdir()] }, `${os.tmpdir()}: not on this machine`],
	])('%s are refused with the reason and the path', async (_, change, words) => {
		await expect(read([], {}, { ...files, ...change })).rejects.toMatchObject({
			kind: 'not-found',
			message: expect.stringContaining(words),
		});
	});

	test('that compose prints as junk are refused', async () => {
		write('compose.yaml', 'services: {}\n');
		write('bin/docker', `#!/bin/sh\n[ "$2" = version ] && echo '{"version":"2.40.3"}' || echo 'Segmentation fault'\n`);
		const { chmodSync } = await import('node:fs');
		chmodSync(path.join(folder, 'bin/docker'), 0o755);
		await expect(read([], { PATH: `${folder}/bin:/usr/bin:/bin` })).rejects.toMatchObject({
			kind: 'protocol',
			message: 'compose printed no JSON: Segmentation fault',
		});
	});

	test('have no control characters in names and values', async () => {
		write('compose.yaml', 'services:\n  web:\n    image: busybox\n    environment: {A: "\\e]52;c;aGk=\\a"}\n');
		expect(JSON.stringify((await read()).model)).not.toMatch(/\\u001b|\\u0007/);
	});

	test.each([
		['compose.yaml', 'compose.yaml', {}],
		['compose.yml', 'compose.yml', {}],
		['docker-compose.yml', 'docker-compose.yml', {}],
		['docker-compose.yaml', 'docker-compose.yaml', {}],
		['stack/one.yaml', 'stack/one.yaml', { COMPOSE_FILE: 'stack/one.yaml' }],
	])('are found in a folder: %s', async (name, expected, env) => {
		write(name, 'services: {}\n');
		const found = await own(env).find(folder, call);
		expect(found?.configFiles).toEqual([path.join(folder, expected)]);
	});

	test('are found with their override, from a folder inside, and by COMPOSE_FILE in .env', async () => {
		write('compose.yaml', 'services: {}\n');
		write('compose.override.yaml', 'services: {}\n');
		write('inside/x', '');
		const found = await own().find(path.join(folder, 'inside'), call);
		expect(found?.configFiles.map(file => path.basename(file))).toEqual(['compose.yaml', 'compose.override.yaml']);
		write('.env', 'COMPOSE_FILE="a.yaml:b.yaml"\n');
		expect((await own().find(folder, call))?.configFiles.map(file => path.basename(file))).toEqual([
			'a.yaml',
			'b.yaml',
		]);
	});

	test('get the name that compose finds: of the file, of COMPOSE_PROJECT_NAME, or of the folder', async () => {
		write('compose.yaml', 'services:\n  web:\n    image: busybox\n');
		const found = (await own().find(folder, call))!;
		const asked = { ...found, name: '' };
		expect((await read([], {}, asked)).model.name).toBe(path.basename(folder).toLowerCase());
		expect((await read([], { COMPOSE_PROJECT_NAME: 'other' }, asked)).model.name).toBe('other');
		write('compose.yaml', 'name: own\nservices:\n  web:\n    image: busybox\n');
		expect((await read([], {}, asked)).model.name).toBe('own');
	});

	test.each<[title: string, text: string, dotEnv: string, env: Record<string, string>]>([
		['of the folder', 'services: {}\n', '', {}],
		['of the file', '# shop\nname: "own-name" # ours\nservices: {}\n', '', {}],
		['of .env', 'name: own\nservices: {}\n', 'COMPOSE_PROJECT_NAME=of-env\n', {}],
		[
			'of the environment',
			'name: own\nservices: {}\n',
			'COMPOSE_PROJECT_NAME=of-env\n',
			{ COMPOSE_PROJECT_NAME: 'Of Shell' },
		],
	])('have without compose the name that compose gives them: %s', async (_, text, dotEnv, env) => {
		write('compose.yaml', text);
		write('.env', dotEnv);
		const found = (await own(env).find(folder, call))!;
		// Compose refuses a name that it would have to change, unless it is the folder's.
		const theirs = await read(
			[],
			{ ...env, COMPOSE_PROJECT_NAME: env.COMPOSE_PROJECT_NAME && found.name },
			{ ...found, name: '' },
		);
		expect(found.name).toBe(theirs.model.name);
	});
});
