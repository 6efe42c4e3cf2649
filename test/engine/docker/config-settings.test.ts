import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withPruneSettings } from '../../../source/domain/commands/prune.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { readDetachKeys, readPruneFilters } from '../../../source/engine/docker/connect/settings/config-setting.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { dashboardOn } from '../../faults/kit.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { answer, type RecordingProxy, startRecordingProxy } from '../../helpers/proxy/recording-proxy.js';

const { skip, engine: real } = engineOrSkip();
const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const { signal } = new AbortController();

/** A folder with docker's settings. */
function settings(content: unknown): string {
	const home = mkdtempSync(path.join(folder, 'docker-'));
	writeFileSync(path.join(home, 'config.json'), typeof content === 'string' ? content : JSON.stringify(content));
	return home;
}

describe('a setting of docker’s config.json', () => {
	test.each<[unknown, string, readonly string[]]>([
		[{ detachKeys: 'ctrl-x,x', pruneFilters: ['label!=keep', 'until=24h'] }, 'ctrl-x,x', ['label!=keep', 'until=24h']],
		[{}, '', []],
		[{ detachKeys: null, pruneFilters: null }, '', []],
		[{ detachKeys: 7, pruneFilters: 'label!=keep' }, '', []],
		[{ pruneFilters: [1, 'label=x', null] }, '', ['label=x']],
		['{', '', []],
		['[]', '', []],
		['', '', []],
	])('is read or ignored by its type: %j', async (content, keys, filters) => {
		const env = { DOCKER_CONFIG: settings(content) };
		expect(await readDetachKeys(env)).toBe(keys);
		expect(await readPruneFilters(env)).toEqual(filters);
	});

	test('is empty without a file', async () => {
		expect(await readDetachKeys({ DOCKER_CONFIG: path.join(folder, 'none') })).toBe('');
	});
});

test('withPruneSettings adds the pruneFilters to the filters of a prune, as docker does', () => {
	expect(withPruneSettings({}, [])).toEqual({});
	expect(withPruneSettings({ dangling: ['true'] }, ['label!=keep', 'label!=a=b', 'until=24h'])).toEqual({
		dangling: ['true'],
		'label!': ['keep', 'a=b'],
		until: ['24h'],
	});
	expect(withPruneSettings({ all: ['true'] }, ['all=true', 'nothing', 'empty=', '__proto__=x'])).toMatchObject({
		all: ['true'],
	});
});

describe.skipIf(skip)('the settings of docker’s config.json', () => {
	let proxy: RecordingProxy;
	let scene: Scene;
	beforeAll(async () => {
		proxy = await startRecordingProxy({ target: real.host, listen: path.join(folder, 'engine.sock') });
		scene = createScene(real, 'settings');
		await scene.idle('web');
	});
	afterAll(async () => {
		await scene.clear();
		await proxy.close();
	});

	test('add HttpHeaders to every request, including streams, sessions and builds, and replace none of plimsoll’s own', async () => {
		const config = settings({
			HttpHeaders: {
				'X-Team': 'harbour',
				'user-agent': 'other',
				'Content-Type': 'text/x',
				'x-registry-auth': 'stolen',
			},
		});
		const engine: Engine = createDockerEngine(
			await openClient({ url: proxy.host, origin: 'test' }, { configFolder: config }),
		);
		const id = scene.nameOf('web');
		try {
			await engine.containers.list({ signal });
			await engine.system.host({ signal });
			for await (const _ of engine.containers.stats(id, { signal })) {
				break;
			}
			for await (const _ of engine.containers.logs(id, { follow: false, tty: false }, { signal })) {
			}
			for await (const _ of engine.system.events({ signal, since: 0, ready() {} })) {
				break;
			}
			const options = { command: ['true'], tty: false, stdin: false };
			const session = await engine.containers.exec(id, options, { signal });
			for await (const _ of session.output) {
			}
			(await engine.containers.attach(id, { tty: false, stdin: true }, { signal })).close();
			for await (const _ of engine.images.push(
				'127.0.0.1:1/none',
				{ auth: { server: 'x', username: 'me', password: 'p' } },
				{ signal },
			)) {
			}
		} catch (error) {
			// The image of this push does not exist.
			expect(String(error)).toMatch(/does not exist|No such image/);
		}
		const context = path.join(folder, 'context');
		mkdirSync(context);
		writeFileSync(path.join(context, 'Dockerfile'), `FROM ${real.busybox}\n`);
		for (const builder of ['classic', 'buildkit'] as const) {
			const build = { context, tags: [], buildArgs: {}, labels: {}, noCache: false, pull: false, builder, auth: [] };
			for await (const _ of engine.images.build(build, { signal })) {
			}
		}
		engine.close();
		expect(proxy.requests.length).toBeGreaterThan(12);
		for (const { method, path: requested, headers } of proxy.requests) {
			expect([method, requested, headers['x-team'], headers['user-agent']]).toEqual([
				method,
				requested,
				'harbour',
				expect.stringMatching(/^plimsoll\//),
			]);
		}
		const [push] = proxy.of('POST /images/*/push');
		expect(push?.headers['x-registry-auth']).not.toBe('stolen');
		const [exec] = proxy.of('POST /containers/*/exec');
		expect(exec?.headers['content-type']).toBe('application/json');
		expect(proxy.of('POST /build').map(({ headers }) => headers['content-type'])).toEqual([
			'application/x-tar',
			'application/x-tar',
		]);
	});

	test('protect objects from the clean-up with pruneFilters as from docker, and the clean-up shows them', async () => {
		const config = settings({ pruneFilters: ['label!=keep', 'until=24h'] });
		proxy.forget();
		proxy.fault(
			'POST /containers/prune',
			answer((_, outgoing) => outgoing.end('{"ContainersDeleted":[],"SpaceReclaimed":0}')),
		);
		await scene.run('gone', ['true']);
		const app = await dashboardOn(proxy.host, { env: { DOCKER_CONFIG: config } });
		await app.press('X');
		await app.untilText('Stopped containers');
		await app.until(state => state.modals.some(modal => modal.kind === 'menu'));
		await app.press('enter');
		await app.untilText(/pruneFilters in docker’s config.json may keep some: label!=keep,\s/);
		await app.press('y');
		await proxy.seen('POST /containers/prune');
		const [prune] = proxy.of('POST /containers/prune');
		expect(JSON.parse(prune?.query.get('filters') ?? '')).toEqual({ 'label!': { keep: true }, until: { '24h': true } });
	});

	test('pass the proxies to a build as arguments, except for arguments that the user sets', async () => {
		const config = settings({ proxies: { default: { httpProxy: 'http://p:1', noProxy: 'localhost' } } });
		const context = path.join(folder, 'proxied');
		mkdirSync(context);
		writeFileSync(path.join(context, 'Dockerfile'), `FROM ${real.busybox}\n`);
		proxy.forget();
		const app = await dashboardOn(proxy.host, { env: { DOCKER_CONFIG: config }, cwd: context });
		await app.press('2', 'b');
		await app.untilText('Build an image');
		await app.press('enter');
		await app.until(state => state.tasks.some(task => task.status !== 'running'));
		const [build] = proxy.of('POST /build');
		expect(JSON.parse(build?.query.get('buildargs') ?? '{}')).toEqual({
			HTTP_PROXY: 'http://p:1',
			http_proxy: 'http://p:1',
			NO_PROXY: 'localhost',
			no_proxy: 'localhost',
		});
	});
});
