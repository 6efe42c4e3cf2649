import { writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import manifest from '../../../../../package.json' with { type: 'json' };
import type { Endpoint } from '../../../../../source/domain/nouns/host.js';
import { type ClientOptions, openClient } from '../../../../../source/engine/docker/connect/http/client.js';
import { EngineError } from '../../../../../source/engine/errors.js';
import { engineOrSkip } from '../../../../helpers/engine/real-engine.js';
import { startRecordingProxy } from '../../../../helpers/proxy/recording-proxy.js';
import { scratchFolder } from '../helpers/scratch.js';
import { listen, pong, stub } from '../helpers/servers.js';

const { skip, engine } = engineOrSkip();

async function open(endpoint: Endpoint, options: ClientOptions = {}) {
	const client = await openClient(endpoint, { env: {}, configFolder: '/nowhere', ...options });
	onTestFinished(() => client.close());
	return client;
}

const failure = (endpoint: Endpoint, options: ClientOptions = {}) =>
	open(endpoint, options).then(
		() => expect.unreachable('it connected'),
		(error: unknown) => error as EngineError,
	);

describe.skipIf(skip)('a real engine over its unix socket', () => {
	test('answers in the newest version that both sides speak', async () => {
		const client = await open({ url: engine.host, origin: 'DOCKER_HOST' });
		const version = await client.docker.version();
		expect(client.apiVersion).toBe(version.ApiVersion);
		expect(await client.docker.listContainers({ all: true })).toBeInstanceOf(Array);
	});

	test('returns its containers together with the ping for a local engine with prefetchContainers', async () => {
		const endpoint = { url: engine.host, origin: 'DOCKER_HOST' };
		const { containers } = await open(endpoint, { prefetchContainers: true });
		expect(await containers).toBeInstanceOf(Array);
		expect(await (await open(endpoint)).containers).toBeUndefined();
		const listen = path.join(scratchFolder(), 'proxy.sock');
		const proxy = await startRecordingProxy({ target: engine.host, listen });
		onTestFinished(() => proxy.close());
		const local = await open({ url: `unix://${listen}`, origin: 'DOCKER_HOST' }, { prefetchContainers: true });
		await local.containers;
		expect(proxy.requests.map(request => request.path).sort()).toEqual(['/_ping', '/containers/json']);
	});

	test('accepts an older DOCKER_API_VERSION and refuses a newer one in its own words', async () => {
		const endpoint = { url: engine.host, origin: 'DOCKER_HOST' };
		expect((await open(endpoint, { env: { DOCKER_API_VERSION: '1.40' } })).apiVersion).toBe('1.40');
		const error = await failure(endpoint, { env: { DOCKER_API_VERSION: '1.99' } });
		expect(error.kind).toBe('unsupported');
		expect(error.message).toMatch(/client version 1\.99 is too new.*DOCKER_API_VERSION/);
	});

	test('is reached even if this process has an invalid DOCKER_HOST', async () => {
		process.env.DOCKER_HOST = 'tcp://not a host';
		onTestFinished(() => {
			delete process.env.DOCKER_HOST;
		});
		const client = await open({ url: engine.host, origin: '--host' });
		await expect(client.docker.ping()).resolves.toBeDefined();
		expect(process.env.DOCKER_HOST).toBe('tcp://not a host');
	});
});

describe('a request', () => {
	test('has the user agent, the headers of config.json and the agreed version, over one idle connection', async () => {
		const configFolder = scratchFolder();
		const config = { HttpHeaders: { 'X-Team': 'harbour', 'User-Agent': 'other' } };
		writeFileSync(path.join(configFolder, 'config.json'), JSON.stringify(config));
		const { endpoint, requests, server } = await stub(({ url }) =>
			url?.endsWith('_ping') ? pong('1.44') : { body: '[]' },
		);
		let connections = 0;
		server.on('connection', () => connections++);
		const client = await open(endpoint, { configFolder });
		await client.docker.listContainers();
		await client.docker.listContainers();
		expect(requests.map(({ url }) => url)).toEqual(['/_ping', '/v1.44/containers/json', '/v1.44/containers/json']);
		for (const { headers } of requests) {
			expect(headers).toMatchObject({ 'x-team': 'harbour', 'user-agent': `plimsoll/${manifest.version}` });
		}
		expect(connections).toBe(1);
	});

	test('keeps the prefix of a TCP address', async () => {
		const { requests, server } = await stub(() => ({ ...pong('1.44'), body: '[]' }));
		server.close();
		const proxy = net.createServer(socket => server.emit('connection', socket));
		const tcp = await listen(proxy, 0);
		const client = await open({ url: `${tcp.url}/dock/er`, origin: '--host' });
		await client.docker.listContainers();
		expect(requests.map(({ url }) => url)).toEqual(['/dock/er/_ping', '/dock/er/v1.44/containers/json']);
	});
});

describe('the API version', () => {
	test('is plimsoll’s own with a newer engine, once the engine has accepted it', async () => {
		const { endpoint, requests } = await stub(() => pong('1.77'));
		expect((await open(endpoint)).apiVersion).toBe('1.55');
		expect(requests.map(({ url }) => url)).toEqual(['/_ping', '/v1.55/_ping']);
	});

	test('fails with the engine’s own words when a newer engine refuses plimsoll’s', async () => {
		const words = 'client version 1.55 is too old. Minimum supported API version is 1.60';
		const { endpoint } = await stub(({ url }) =>
			url === '/_ping' ? pong('1.77') : { status: 400, body: JSON.stringify({ message: words }) },
		);
		const error = await failure(endpoint);
		expect(error.kind).toBe('unsupported');
		expect(error.message).toBe(`${words} (plimsoll speaks up to 1.55)`);
	});

	test('fails with an error when the engine is too old', async () => {
		const { endpoint } = await stub(() => pong('1.9'));
		const error = await failure(endpoint);
		expect(error).toMatchObject({ kind: 'unsupported', message: expect.stringContaining('API 1.9 is too old') });
	});
});

describe('a server that is not a healthy engine', () => {
	test('is a timeout when it accepts connections and never answers', async () => {
		const endpoint = await listen(net.createServer());
		const error = await failure(endpoint, { timeoutMs: 100 });
		expect(error.kind).toBe('timeout');
		expect(error.message).toBe(`the engine at ${endpoint.url} did not answer within 0.1 s`);
	});

	test('is reported when it does not speak HTTP', async () => {
		const endpoint = await listen(net.createServer(socket => socket.end('SSH-2.0-OpenSSH_9.2\r\n')));
		const error = await failure(endpoint);
		expect(error).toMatchObject({ kind: 'protocol', message: expect.stringContaining('the answer is not HTTP') });
	});

	test('is unreachable when it cuts the connection', async () => {
		const endpoint = await listen(net.createServer(socket => socket.once('data', () => socket.destroy())));
		expect((await failure(endpoint)).kind).toBe('unreachable');
	});

	test('is refused as an engine when it sends web pages, with any status', async () => {
		for (const [status, kind] of [
			[200, 'protocol'],
			[404, 'protocol'],
			[403, 'protocol'],
			[500, 'server'],
			[502, 'server'],
		] as const) {
			const { endpoint } = await stub(() => ({ status, body: '<html><body>Welcome to nginx!</body></html>' }));
			const error = await failure(endpoint);
			expect(error.kind).toBe(kind);
			expect(error.message).not.toContain('<');
		}
	});

	test('fails with its own words when its ping fails', async () => {
		const { endpoint } = await stub(() => ({
			...pong('1.44'),
			status: 500,
			body: '{"message":"no space left on device"}',
		}));
		expect(await failure(endpoint)).toMatchObject({ kind: 'server', message: 'no space left on device' });
	});

	test('is reported in the system’s words with its address when the socket is missing', async () => {
		const error = await failure({ url: 'unix:///nowhere/docker.sock', origin: '--host' });
		expect(error).toBeInstanceOf(EngineError);
		expect(error.kind).toBe('unreachable');
		expect(error.message).toBe(
			'Cannot connect to the Docker daemon at unix:///nowhere/docker.sock: no such file or directory',
		);
	});
});

test('openClient rejects with the signal’s abort', async () => {
	const endpoint = await listen(net.createServer(socket => socket.once('data', () => controller.abort())));
	const controller = new AbortController();
	const error = await failure(endpoint, { signal: controller.signal });
	expect(error.name).toBe('AbortError');
});

test('close ends the idle connections of a client, and may be called twice', async () => {
	const { endpoint, server } = await stub(() => pong('1.44'));
	const closed = new Promise<string>(resolve => {
		server.once('connection', socket => socket.once('close', () => resolve('closed')));
	});
	const client = await open(endpoint);
	client.close();
	client.close();
	await expect(closed).resolves.toBe('closed');
});
