import { getEventListeners } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { createWire } from '../../../source/engine/docker/http/request.js';
import type { Engine } from '../../../source/engine/engine.js';

/** A misbehaving engine: each test sets its answer to the requests after the ping. */
describe('the wire to an engine', () => {
	let folder: string;
	let server: http.Server;
	let engine: Engine;
	let answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;
	let upgrade: (request: http.IncomingMessage, socket: Socket) => void;
	const sockets = new Set<Socket>();
	const requests: { method: string; url: string; headers: http.IncomingHttpHeaders; body: string }[] = [];
	const { signal } = new AbortController();
	const url = () => `unix://${path.join(folder, 'engine.sock')}`;

	beforeEach(async () => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-wire-'));
		requests.length = 0;
		server = http.createServer(async (request, response) => {
			if (request.url?.endsWith('/_ping')) {
				return void response.setHeader('Api-Version', '1.43').end('OK');
			}
			await record(request);
			answer(request, response);
		});
		server.on('upgrade', async (request, socket: Socket, head) => {
			requests.push({ method: request.method!, url: request.url!, headers: request.headers, body: String(head) });
			upgrade(request, socket);
		});
		server.on('connection', socket => {
			sockets.add(socket);
			socket.once('close', () => sockets.delete(socket));
		});
		await new Promise<void>(resolve => server.listen(path.join(folder, 'engine.sock'), resolve));
		engine = createDockerEngine(await openClient({ url: url(), origin: 'test' }));
	});
	afterEach(() => {
		engine.close();
		server.close();
		server.closeAllConnections();
		for (const socket of sockets) {
			socket.destroy();
		}
		rmSync(folder, { recursive: true });
	});

	async function record(request: http.IncomingMessage) {
		let body = '';
		for await (const chunk of request) {
			body += chunk;
		}
		requests.push({ method: request.method!, url: request.url!, headers: request.headers, body });
	}
	const all = async <T>(stream: AsyncIterable<T>) => {
		const items: T[] = [];
		for await (const item of stream) {
			items.push(item);
		}
		return items;
	};

	test('rejects with the engine’s words and the kind of its status', async () => {
		answer = (_, response) => response.writeHead(409).end(JSON.stringify({ message: 'name in use by \u001b[31mweb' }));
		await expect(engine.containers.rename('a', 'web', { signal })).rejects.toMatchObject({
			kind: 'conflict',
			message: 'name in use by web',
		});
		answer = (_, response) => response.writeHead(500).end('<html>Bad Gateway</html>');
		await expect(engine.images.list({ signal })).rejects.toMatchObject({ kind: 'server' });
		answer = (_, response) => response.end('{"half');
		await expect(engine.images.list({ signal })).rejects.toMatchObject({ kind: 'protocol' });
	});

	test('times out when an engine accepts connections and never answers', async () => {
		answer = () => {};
		const client = await openClient({ url: url(), origin: 'test' });
		const call = createWire(client).json({ method: 'GET', path: '/info', signal, timeoutMs: 50 });
		await expect(call).rejects.toMatchObject({ kind: 'timeout' });
		client.close();
	});

	test('rejects after an abort, frees the connection, and leaves no unhandled error', async () => {
		const controller = new AbortController();
		answer = (_, response) => {
			response.write('{"Type":"container",');
			controller.abort(new Error('a reason of our own'));
		};
		const call = all(engine.system.events({ signal: controller.signal }));
		await expect(call).rejects.toMatchObject({ name: 'AbortError' });
		await expect.poll(() => [...sockets].filter(socket => !socket.destroyed).length).toBe(0);
		await expect(engine.images.list({ signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
	});

	test('frees the connection when the consumer stops', async () => {
		let closed = false;
		answer = (_, response) => {
			response.once('close', () => (closed = true));
			response.write('{"Type":"container","Action":"start","Actor":{"ID":"a"}}\n');
		};
		for await (const event of engine.system.events({ signal })) {
			expect(event).toMatchObject({ type: 'container', action: 'start', id: 'a' });
			break;
		}
		await expect.poll(() => closed).toBe(true);
	});

	test('calls ready before the first event, once the engine has answered', async () => {
		const order: string[] = [];
		answer = (_, response) => {
			response.flushHeaders();
			setImmediate(() => response.end('{"Type":"volume","Action":"create","Actor":{"ID":"v"}}\n'));
		};
		for await (const event of engine.system.events({ signal, ready: () => order.push('ready') })) {
			order.push(event.id);
		}
		expect(order).toEqual(['ready', 'v']);
	});

	test('yields the messages before a cut connection, then fails as unreachable', async () => {
		answer = (_, response) => {
			response.write('{"status":"Pulling","id":"a"}\n', () => response.destroy());
		};
		const seen: unknown[] = [];
		const pull = (async () => {
			for await (const message of engine.images.pull('busybox', {}, { signal })) {
				seen.push(message);
			}
		})();
		await expect(pull).rejects.toMatchObject({ kind: 'unreachable' });
		expect(seen).toEqual([{ status: 'Pulling', id: 'a' }]);
	});

	test('sends credentials as docker does, including empty ones', async () => {
		answer = (_, response) => response.end('{"status":"ok"}\n');
		const auth = { server: 'registry.example:5000', username: 'me', password: 'pä~~?>' };
		await all(engine.images.push('registry.example:5000/app:1', { auth }, { signal }));
		await all(engine.images.pull('busybox', { platform: 'linux/ARM64' }, { signal }));
		const [push, pull] = requests;
		expect(push?.url).toBe('/v1.43/images/registry.example:5000/app/push?tag=1');
		const header = String(push?.headers['x-registry-auth']);
		expect(header).toMatch(/^[\w-]+=*$/);
		expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({
			username: 'me',
			password: 'pä~~?>',
			serveraddress: 'registry.example:5000',
		});
		expect(pull?.url).toBe(
			'/v1.43/images/create?fromImage=docker.io%2Flibrary%2Fbusybox&platform=linux%2Farm64&tag=latest',
		);
		expect(pull?.headers['x-registry-auth']).toBe('e30=');
	});

	test('writes queries and bodies as docker’s client does', async () => {
		answer = (request, response) => response.end(request.method === 'GET' ? '[]' : '{}');
		await engine.containers.list({ signal, filters: { status: ['running', 'paused'], name: [] } });
		await engine.containers.stop('web', { signal, timeout: 3 });
		await engine.containers.remove('a b', { force: true, volumes: false }, { signal });
		const options = { reference: 'app:2', author: '', message: 'why', pause: false, changes: ['CMD ["sh"]'] };
		await engine.containers.commit('web', options, { signal });
		await engine.networks.disconnect('net', { container: 'web', force: true }, { signal });
		expect(requests.map(({ method, url, body }) => [method, decodeURIComponent(url!), body])).toEqual([
			['GET', '/v1.43/containers/json?all=1&filters={"status":{"running":true,"paused":true}}', ''],
			['POST', '/v1.43/containers/web/stop?t=3', ''],
			['DELETE', '/v1.43/containers/a b?force=1', ''],
			[
				'POST',
				'/v1.43/commit?author=&changes=CMD ["sh"]&comment=why&container=web&pause=0&repo=docker.io/library/app&tag=2',
				'',
			],
			['POST', '/v1.43/networks/net/disconnect', '{"Container":"web","Force":true}'],
		]);
	});

	test('ends an upload when the engine refuses it', async () => {
		let released = false;
		answer = () => {};
		server.removeAllListeners('request');
		server.on('request', (_, response: http.ServerResponse) => response.writeHead(400).end('{"message":"no room"}'));
		async function* endless() {
			try {
				for (;;) {
					yield Buffer.alloc(64 * 1024);
				}
			} finally {
				released = true;
			}
		}
		await expect(all(engine.images.load(endless(), { signal }))).rejects.toMatchObject({ name: 'EngineError' });
		await expect.poll(() => released).toBe(true);
	});

	test('drops a build whose reader stops during the upload', async () => {
		let dropped = false;
		server.removeAllListeners('request');
		server.on('request', request => {
			if (!request.url?.includes('/build?')) {
				return;
			}
			request.resume().once('close', () => (dropped = true));
		});
		writeFileSync(path.join(folder, 'Dockerfile'), 'FROM scratch\n');
		writeFileSync(path.join(folder, 'big'), Buffer.alloc(4 * 1024 * 1024));
		const options = { context: folder, tags: [], buildArgs: {}, labels: {}, noCache: false, pull: false, auth: [] };
		for await (const event of engine.images.build({ ...options, builder: 'classic' }, { signal })) {
			expect(event.kind).toBe('upload');
			break;
		}
		await expect.poll(() => dropped).toBe(true);
	});

	test('leaves no listener on a long-lived signal', async () => {
		answer = (_, response) => response.end('[]');
		const warnings: Error[] = [];
		const onWarning = (warning: Error) => warnings.push(warning);
		process.on('warning', onWarning);
		await Promise.all(Array.from({ length: 20 }, () => engine.images.list({ signal })));
		process.off('warning', onWarning);
		expect(warnings).toEqual([]);
		await expect.poll(() => getEventListeners(signal, 'abort').length).toBe(0);
	});

	test('ends an exec without an exit code when its connection is cut, and sends its first size with the start', async () => {
		answer = (request, response) => {
			response.end(JSON.stringify(request.method === 'POST' ? { Id: 'x1' } : { Running: true, ExitCode: null }));
		};
		upgrade = (_, socket) => {
			socket.on('error', () => {});
			socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\nhello');
			socket.on('data', data => String(data).endsWith('bye') && socket.destroy());
		};
		const options = { command: ['sh'], tty: true, stdin: true, size: { columns: 90, rows: 20 } };
		const session = await engine.containers.exec('web', options, { signal });
		let text = '';
		for await (const { stream, data } of session.output) {
			text += Buffer.from(data).toString();
			expect(stream).toBe('stdout');
			session.write('bye');
		}
		expect(text).toBe('hello');
		expect(await session.exitCode()).toBeUndefined();
		session.close();
		session.close();
		expect(JSON.parse(requests[0]!.body)).toMatchObject({ Cmd: ['sh'], ConsoleSize: [20, 90], Env: null });
		expect(requests.some(request => request.url.includes('/resize'))).toBe(false);
	});

	test('lists an image’s local tags before tags with a registry’s host', async () => {
		const RepoTags = ['127.0.0.1:5000/ada/web:v1', 'ada/web:v1', 'web:latest'];
		answer = (_, response) => response.end(JSON.stringify([{ Id: 'sha256:1', RepoTags }]));
		const [image] = await engine.images.list({ signal });
		expect(image?.tags).toEqual(['ada/web:v1', 'web:latest', '127.0.0.1:5000/ada/web:v1']);
	});

	test('accepts fields that Podman leaves out or spells differently', async () => {
		const rows = [
			{ Id: 'abc', Names: ['/a/b', '/web'], Image: 'x', State: 'configured', Ports: null, Labels: null, Mounts: null },
		];
		answer = (_, response) => response.end(JSON.stringify(rows));
		expect(await engine.containers.list({ signal })).toMatchObject([
			{ id: 'abc', name: 'web', state: 'created', ports: [], labels: {}, mounts: [], networks: {}, health: 'none' },
		]);
		const images = [
			{ Id: 'sha256:1', RepoTags: ['docker.io/library/redis:7', '<none>:<none>'], Size: 5, Containers: 2 },
		];
		answer = (_, response) => response.end(JSON.stringify(images));
		expect(await engine.images.list({ signal })).toMatchObject([{ tags: ['redis:7'], digests: [], containers: 2 }]);
		answer = (_, response) => response.end('null');
		expect(await engine.volumes.list({ signal })).toEqual([]);
		expect(await engine.containers.changes('web', { signal })).toEqual([]);
		expect((await engine.system.diskUsage({ signal })).items).toEqual([]);
		expect((await engine.containers.inspect('web', { signal })).restartPolicy.name).toBe('no');
	});
});
