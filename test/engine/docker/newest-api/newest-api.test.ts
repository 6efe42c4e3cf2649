import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runLineOf } from '../../../../source/domain/run/from-inspect.js';
import { openClient } from '../../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../../source/engine/engine.js';
import { runBuild } from '../../../helpers/engine/image-builds.js';
import { scratchFolder } from '../connect/helpers/scratch.js';
import { pong, stub } from '../connect/helpers/servers.js';
import { answers, ids } from './answers.js';

/** Reads a stream to its end; resolves to its items. */
async function all<T>(stream: AsyncIterable<T>): Promise<readonly T[]> {
	const items: T[] = [];
	for await (const item of stream) {
		items.push(item);
	}
	return items;
}

const call = { signal: new AbortController().signal };

/** The adapter on an engine whose newest API is `version`, and the paths that it has asked for. */
async function opened(version: string): Promise<{ engine: Engine; asked: () => readonly string[] }> {
	const server = await stub(({ method = '', url = '' }) => {
		if (url.endsWith('/_ping')) {
			return pong(version);
		}
		const { pathname, searchParams } = new URL(url, 'http://engine');
		const answer = answers[`${method} ${pathname.replace(/^\/v[\d.]+/, '')}`];
		return answer ? { body: answer(searchParams) } : { status: 404, body: '{"message":"page not found"}' };
	});
	const client = await openClient(server.endpoint, { configFolder: '/nowhere', env: {} });
	const engine = createDockerEngine(client);
	onTestFinished(() => engine.close());
	return { engine, asked: () => server.requests.map(({ url = '' }) => url) };
}

describe.each(['1.52', '1.53', '1.54', '1.55'])('an engine with API %s', version => {
	test('is spoken to in this version', async () => {
		const { engine, asked } = await opened(version);
		expect(await engine.system.host(call)).toMatchObject({
			apiVersion: version,
			version: '29.3.0',
			containerdStore: true,
			cgroupVersion: '2',
			buildkit: true,
			droppedLimits: [],
			warnings: [],
		});
		expect(asked()).toContain(`/v${version}/info`);
	});

	test('has the health of a container in its list', async () => {
		const { engine } = await opened(version);
		expect(await engine.containers.list(call)).toMatchObject([
			{ name: 'web', status: 'Up 5 minutes', health: 'unhealthy', networks: { bridge: '172.17.0.2' } },
		]);
	});

	test('has the addresses of a container below its networks', async () => {
		const { engine } = await opened(version);
		const detail = await engine.containers.inspect(ids.container, call);
		expect(detail.networks).toEqual([
			{
				name: 'bridge',
				networkId: ids.network,
				ip: '172.17.0.2',
				ipv6: '',
				gateway: '172.17.0.1',
				mac: '02:42:ac:11:00:02',
				aliases: [],
			},
		]);
		expect(detail.ports).toEqual([{ containerPort: 80, protocol: 'tcp', ip: '0.0.0.0', hostPort: 8080 }]);
	});

	test('has an image without the fields that are not set', async () => {
		const { engine } = await opened(version);
		const [image] = await engine.images.list(call);
		expect(image).toMatchObject({ tags: ['shop/web:2'], parentId: '', size: 3000, containers: 1, labels: {} });
		expect(await engine.images.inspect('web', call)).toMatchObject({
			author: '',
			comment: '',
			entrypoint: [],
			user: '',
			workdir: '',
			volumes: [],
			labels: {},
			cmd: ['nginx', '-g', 'daemon off;'],
		});
	});

	test('has a container that is copied as docker run without the generated address', async () => {
		const { engine } = await opened(version);
		const [container, image] = await Promise.all([
			engine.containers.inspect(ids.container, call),
			engine.images.inspect('web', call),
		]);
		expect(runLineOf(container.raw, image.raw)).toBe('docker run -d --name web -p 8080:80 -m 64m shop/web:2');
	});

	test('has networks and volumes', async () => {
		const { engine } = await opened(version);
		const subnets = [{ subnet: '172.17.0.0/16', gateway: '172.17.0.1' }];
		expect(await engine.networks.list(call)).toMatchObject([{ name: 'bridge', subnets }]);
		const { network } = await engine.networks.inspect(ids.network, call);
		expect(network.containers).toEqual({
			[ids.container]: { name: 'web', ipv4: '172.17.0.2', ipv6: '', mac: '02:42:ac:11:00:02' },
		});
		expect(await engine.volumes.list(call)).toMatchObject([{ name: 'shop_data', labels: {}, options: {} }]);
	});

	test('has events without the old fields', async () => {
		const { engine } = await opened(version);
		const events = await all(engine.system.events(call));
		expect(events).toMatchObject([
			{
				type: 'container',
				action: 'health_status: unhealthy',
				id: ids.container,
				attributes: { name: 'web' },
				at: 1764547260123,
			},
		]);
	});

	test('counts its disk usage, and lists the items when it is asked to', async () => {
		const { engine, asked } = await opened(version);
		const usage = await engine.system.diskUsage(call);
		expect(asked().at(-1)).toBe(`/v${version}/system/df?verbose=1`);
		expect(usage).toMatchObject({
			images: { total: 2, active: 1, size: 3900, reclaimable: 900 },
			containers: { total: 1, active: 1, size: 20, reclaimable: 0 },
			volumes: { total: 1, active: 0, size: 400, reclaimable: 400 },
			buildCache: { total: 2, active: 0, size: 700, reclaimable: 700 },
		});
		expect(usage.items).toEqual([
			{ kind: 'image', id: ids.image, label: 'shop/web:2', size: 3000, shared: 1000, inUse: true, dangling: false },
			{ kind: 'container', id: ids.container, label: 'web', size: 20, shared: 0, inUse: true, dangling: false },
			{ kind: 'volume', id: 'shop_data', label: 'shop_data', size: 400, shared: 0, inUse: false, dangling: true },
			{ kind: 'build-cache', id: 'c1', label: 'RUN make', size: 700, shared: 0, inUse: false, dangling: true },
			{ kind: 'build-cache', id: 'c2', label: 'COPY . .', size: 50, shared: 50, inUse: false, dangling: false },
		]);
	});

	test('has statistics with the type of its system', async () => {
		const { engine } = await opened(version);
		const samples = await all(engine.containers.stats(ids.container, call));
		expect(samples).toMatchObject([{ cpu_stats: { online_cpus: 2 }, memory_stats: { limit: 67108864 } }]);
	});

	test('fails a pull with the words of errorDetail', async () => {
		const { engine } = await opened(version);
		const pulled = all(engine.images.pull('shop/web:2', {}, call));
		await expect(pulled).rejects.toMatchObject({
			kind: 'unauthorized',
			message: expect.stringContaining('pull access denied'),
		});
	});
});

test('an engine without build sessions, which API 1.53 has deprecated, is named in the error of a build', async () => {
	const folder = scratchFolder();
	writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\n');
	const { engine } = await opened('1.55');
	await expect(runBuild(engine, { context: folder, builder: 'buildkit' })).rejects.toMatchObject({
		kind: 'unsupported',
		message: expect.stringContaining('takes no BuildKit build over its API (POST /session)'),
	});
});

test('an engine with API 1.51 is not asked for the items of its disk usage', async () => {
	const { engine, asked } = await opened('1.51');
	await engine.system.diskUsage(call);
	expect(asked().at(-1)).toBe('/v1.51/system/df');
});
