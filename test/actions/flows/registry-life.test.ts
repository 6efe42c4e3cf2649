import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { commandsOf, imageTags, openAt } from './driving.js';

const { skip, engine: real } = engineOrSkip('registry', 'dockerCli');
const unique = `plimsoll-flows-${process.pid}`;

describe.skipIf(skip)('an image’s life with a registry, on a real engine', () => {
	let engine: Engine;
	let config: string;
	let reference: string;
	const { signal } = new AbortController();

	beforeAll(async () => {
		engine = createDockerEngine(await openClient({ url: real.host, origin: 'test' }));
		config = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-config-'));
		reference = `${real.registry.server}/${unique}:v1`;
		// An image of its own: others may give the shared one further names meanwhile.
		const seed = { Image: real.busybox, Labels: { 'plimsoll-test': 'registry' } };
		const { id } = await engine.containers.create({ body: seed }, { signal });
		const plain = { author: '', message: '', pause: false, changes: [`LABEL seed=${unique}`] };
		await engine.containers.commit(id, { reference: `${unique}:base`, ...plain }, { signal });
		await engine.containers.remove(id, { force: true, volumes: true }, { signal });
	});
	afterAll(async () => {
		for (const name of [`${unique}:base`, `${unique}:kept`, reference]) {
			await engine.images.remove(name, { force: true }, { signal }).catch(() => {});
		}
		await engine.containers.remove(unique, { force: true, volumes: true }, { signal }).catch(() => {});
		engine.close();
		rmSync(config, { recursive: true });
	});

	const open = (pane: 'containers' | 'images', name: string) =>
		openAt(pane, name, { engine: unclosed(engine), env: { ...process.env, DOCKER_CONFIG: config }, cwd: config });
	const docker = (args: readonly string[], input = '') =>
		new Promise<{ code: number; output: string }>(resolve => {
			const env = { PATH: process.env.PATH, DOCKER_CONFIG: config, DOCKER_HOST: real.host };
			const child = execFile(real.dockerCli, args, { env }, (error, stdout, stderr) =>
				resolve({ code: error ? 1 : 0, output: stdout + stderr }),
			);
			child.stdin?.end(input);
		});
	const ended = (app: Dashboard, count: number) =>
		app.until(({ tasks }) => tasks.length === count && tasks.at(-1)?.status !== 'running');
	/** Opens the push form and chooses the name that is in the registry. */
	const choosePush = async (app: Dashboard) => {
		await app.press('P');
		if (!app.text().includes(`$ docker push ${reference}`)) {
			await app.press('right');
		}
		expect(app.text()).toContain(`$ docker push ${reference}`);
		await app.press('enter');
	};
	const lastTask = (app: Dashboard) => app.state().tasks.at(-1);

	test('tags, is refused, logs in with a wrong and then the right password, and pushes', async () => {
		const app = await open('images', `${unique}:base`);
		await app.press('t');
		await app.type(reference);
		await app.press('enter');
		await app.until(() => imageTags(app).includes(reference));
		await choosePush(app);
		await ended(app, 1);
		expect(lastTask(app)?.outcome).toMatch(/no basic auth credentials|unauthorized|authentication required/);
		await app.untilText(`Log in to ${real.registry.server}`);
		await app.press('l');
		await app.untilText('--password-stdin');
		await app.type(real.registry.username);
		await app.press('tab');
		await app.type('wrong-canary');
		await app.press('enter');
		await app.untilText(/unauthorized|401/);
		expect(app.text()).not.toContain('wrong-canary');
		await app.type(real.registry.password);
		await app.press('enter');
		await ended(app, 2);
		expect(lastTask(app)).toMatchObject({
			status: 'done',
			outcome: expect.stringMatching(/^digest: sha256:[0-9a-f]{64}$/),
		});
		const login = `docker login --username ${real.registry.username} --password-stdin ${real.registry.server}`;
		expect(commandsOf(app).filter(line => line.includes('login'))).toEqual([`${login} failed`, `${login} done`]);
		const remembered = JSON.stringify(app.state(), (_, value) => (value instanceof Map ? [...value] : value));
		expect(remembered.includes(real.registry.password)).toBe(false);
		expect(remembered.includes('wrong-canary')).toBe(false);
	});

	test('the stored credentials work for the docker CLI', async () => {
		expect(await docker(['push', reference])).toMatchObject({ code: 0 });
	});

	test('a second push finds every layer, and a pull restores the removed image', async () => {
		const app = await open('images', reference);
		await choosePush(app);
		await ended(app, 1);
		expect(lastTask(app)?.status).toBe('done');
		expect(app.text()).toContain('Already exists');
		await app.press('escape');
		await engine.images.remove(reference, { force: false }, { signal });
		await app.until(() => !imageTags(app).includes(reference));
		await app.press('p');
		await app.type(reference);
		await app.press('enter');
		await ended(app, 2);
		expect(lastTask(app)).toMatchObject({ status: 'done', outcome: expect.stringMatching(/^digest: sha256:/) });
		await app.until(() => imageTags(app).includes(reference));
	});

	test('logs out with L, which logs the docker CLI out, too', async () => {
		const app = await open('images', reference);
		await app.press('L');
		await app.untilText(`Log out of ${real.registry.server}`);
		await app.press('down', 'enter');
		await app.until(({ commands }) => commands.at(-1)?.status === 'done');
		expect(commandsOf(app)).toEqual([`docker logout ${real.registry.server} done`]);
		expect(readFileSync(path.join(config, 'config.json'), 'utf8')).not.toContain(real.registry.server);
		expect(await docker(['push', reference])).toMatchObject({ code: 1 });
	});

	test('credentials from docker login work here', async () => {
		const { server, username, password } = real.registry;
		const login = await docker(['login', '--username', username, '--password-stdin', server], password);
		expect(login.code).toBe(0);
		const app = await open('images', reference);
		await choosePush(app);
		await ended(app, 1);
		expect(lastTask(app)?.status).toBe('done');
		await app.press('escape', 'L');
		await app.untilText(`Log out of ${server}`);
		expect(app.text()).toContain(username);
		await app.press('escape');
		await app.press('p');
		await app.type(`${server}/${unique}:no-such`);
		await app.press('enter');
		await ended(app, 2);
		expect(lastTask(app)?.outcome).toMatch(/manifest|not found/);
	});

	test('commits a container with a new file, and changes its limits while it runs', async () => {
		const { id } = await engine.containers.create(
			{
				name: unique,
				body: {
					Image: real.busybox,
					Cmd: ['sh', '-c', 'echo kept > /kept; sleep 600'],
					Labels: { 'plimsoll-test': 'registry' },
					HostConfig: { Memory: 64 * 1024 ** 2, MemorySwap: -1, CpuPeriod: 100_000, CpuQuota: 20_000 },
				},
			},
			{ signal },
		);
		await engine.containers.start(id, { signal });
		const app = await open('containers', unique);
		await app.press('c', 'ctrl-u');
		await app.type(`${unique}:kept`);
		await app.press('tab', 'tab', 'tab');
		await app.type('CMD ["cat", "/kept"]');
		await app.press('enter');
		await ended(app, 1);
		expect(lastTask(app)).toMatchObject({ status: 'done', outcome: expect.stringMatching(/^sha256:/) });
		expect((await docker(['run', '--rm', '--label', 'plimsoll-test=registry', `${unique}:kept`])).output).toBe(
			'kept\n',
		);

		await app.press('u');
		await app.untilText(`Limits of ${unique}`);
		expect(app.text()).toMatch(/CPU quota +20000/);
		await app.press('ctrl-u');
		await app.type('96m');
		await app.press('down', 'down', 'down', 'ctrl-u');
		await app.type('50000');
		await app.press('enter');
		await app.until(({ modals }) => modals.length === 0);
		const { limits } = await engine.containers.inspect(id, { signal });
		expect(limits).toMatchObject({ memory: 96 * 1024 ** 2, cpuPeriod: 100_000, cpuQuota: 50_000 });
		expect(commandsOf(app).at(-1)).toMatch(/ done$/);
	});
});

/** The same engine for several dashboards: closing one of them keeps it. */
const unclosed = (engine: Engine): Engine => ({ ...engine, close() {} });
