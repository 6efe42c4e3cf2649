import net from 'node:net';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { createWire } from '../../../source/engine/docker/http/request.js';
import type { Engine } from '../../../source/engine/engine.js';
import { drain } from '../../helpers/drain.js';
import { openRawEngine, startRawEngine } from '../../helpers/engine/raw-engine.js';

const { signal } = new AbortController();
const { raw, engine, close } = await openRawEngine();
afterAll(close);

const sentence = 'The request was sent: the engine may have done it.';
const html = '<html>Bad Gateway</html>';

/** Ways to lose the answer to a request that was sent. */
const losses: readonly [how: string, answer: (socket: net.Socket) => void][] = [
	['the connection is reset', socket => socket.resetAndDestroy()],
	['the connection is closed', socket => void socket.end()],
	['the answer ends in its head', socket => void socket.end('HTTP/1.1 20')],
	['the answer ends in its body', socket => void socket.end('HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{"Id":')],
	['the answer is not HTTP', socket => void socket.end('what?\r\n\r\n')],
	[
		'the answer is not JSON',
		socket => void socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 4\r\n\r\nwhat'),
	],
	[
		'a gateway times out',
		socket =>
			void socket.end(`HTTP/1.1 504 Late\r\nConnection: close\r\nContent-Length: ${html.length}\r\n\r\n${html}`),
	],
	[
		'a gateway reaches no engine',
		socket => void socket.end(`HTTP/1.1 502 Bad\r\nConnection: close\r\nContent-Length: ${html.length}\r\n\r\n${html}`),
	],
];

/** Calls that change something, of every method and kind of body. */
const changes: readonly [name: string, call: (on: Engine) => Promise<unknown>][] = [
	['stop', on => on.containers.stop('web', { signal })],
	['remove', on => on.containers.remove('web', { force: true, volumes: false }, { signal })],
	['create', on => on.containers.create({ body: { Image: 'x' } }, { signal })],
	['update', on => on.containers.update('web', { memory: 1 }, { signal })],
	['volume', on => on.volumes.create({ name: 'x' }, { signal })],
	['network', on => on.networks.remove('x', { signal })],
	['connection', on => on.networks.connect('x', { container: 'web' }, { signal })],
	['prune', on => on.images.prune({}, { signal })],
	['pull', on => drain(on.images.pull('x', {}, { signal }))],
];

describe('a change without an answer', () => {
	test.each(losses)('may have been done when %s', async (_, answer) => {
		raw.write(answer);
		for (const [name, call] of changes) {
			const before = raw.routes.length;
			const error = await call(engine).then(
				() => expect.unreachable(name),
				(thrown: Error) => thrown,
			);
			expect(error, name).toMatchObject({ mayBeDone: true, message: expect.stringContaining(sentence) });
			// plimsoll sends no request twice.
			expect(raw.routes.slice(before), name).toHaveLength(1);
		}
	});

	test('may have been done when it takes too long', async () => {
		raw.write(() => {});
		const client = await openClient({ url: raw.host, origin: 'test' }, { env: {}, configFolder: '/nowhere' });
		onTestFinished(() => client.close());
		const wire = createWire(client);
		const post = wire.json({ method: 'POST', path: '/containers/web/stop', signal, timeoutMs: 60 });
		await expect(post).rejects.toMatchObject({ kind: 'timeout', mayBeDone: true });
		const get = wire.json({ method: 'GET', path: '/containers/json', signal, timeoutMs: 60 });
		await expect(get).rejects.toMatchObject({ kind: 'timeout', mayBeDone: false });
	});

	test('is marked as possibly done, but a read without an answer is not', async () => {
		for (const [, answer] of losses) {
			raw.write(answer);
			await expect(engine.containers.list({ signal })).rejects.toMatchObject({ mayBeDone: false });
			await expect(drain(engine.system.events({ signal }))).rejects.toMatchObject({ mayBeDone: false });
		}
	});
});

describe('a failed change that the engine cannot have done', () => {
	test.each([400, 401, 403, 404, 409, 429, 500, 503])(
		'is one with an answer from the engine: HTTP %i',
		async status => {
			raw.write(
				socket =>
					void socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\nContent-Length: 17\r\n\r\n{"message":"nay"}`),
			);
			for (const [name, call] of changes) {
				await expect(call(engine), name).rejects.toMatchObject({ mayBeDone: false, message: 'nay', status });
			}
		},
	);

	test('is one that was not sent, as no engine listens', async () => {
		const other = await startRawEngine();
		const { host } = other;
		const client = await openClient({ url: host, origin: 'test' }, { env: {}, configFolder: '/nowhere' });
		onTestFinished(() => client.close());
		await other.close();
		await expect.poll(() => refuses(host)).toBe(true);
		const lost = createDockerEngine(client);
		// The first try may only discover that the idle connection is closed.
		await lost.containers.list({ signal }).catch(() => {});
		for (const [name, call] of changes) {
			await expect(call(lost), name).rejects.toMatchObject({
				mayBeDone: false,
				message: expect.stringContaining('connection refused'),
			});
		}
	});

	test('is one that was aborted before it was sent', async () => {
		const controller = new AbortController();
		controller.abort();
		const before = raw.routes.length;
		const stop = engine.containers.stop('web', { signal: controller.signal });
		await expect(stop).rejects.toMatchObject({ name: 'AbortError' });
		expect(raw.routes).toHaveLength(before);
	});
});

const refuses = (host: string): Promise<boolean> =>
	new Promise(resolve => {
		const { port, hostname } = new URL(host.replace('tcp:', 'http:'));
		const socket = net.connect(Number(port), hostname, () => {
			socket.destroy();
			resolve(false);
		});
		socket.on('error', () => resolve(true));
	});
