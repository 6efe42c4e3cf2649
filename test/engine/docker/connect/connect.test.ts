import { chmodSync, mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Attempt, Endpoint } from '../../../../source/domain/nouns/host.js';
import { attemptOf, type ConnectOptions, connectFirst } from '../../../../source/engine/docker/connect/connect.js';
import { EngineError } from '../../../../source/engine/errors.js';
import { slownessNow } from '../../../helpers/limits.js';
import { engineOrSkip } from '../../../helpers/real-engine.js';
import { scratchFolder } from './helpers/scratch.js';
import { listen, pong, stub } from './helpers/servers.js';

const { skip, engine } = engineOrSkip();

async function connect(candidates: Endpoint[], options: ConnectOptions = {}) {
	const connection = await connectFirst(candidates, {
		env: {},
		configFolder: '/nowhere',
		platform: 'linux',
		...options,
	});
	onTestFinished(() => connection.client?.close());
	return connection;
}

const usual = (url: string): Endpoint => ({ url, origin: 'default socket' });

describe.skipIf(skip)('with a real engine among the candidates', () => {
	test('the first that answers is taken; what failed before is told', async () => {
		const hung = await listen(net.createServer());
		const reported: Attempt[] = [];
		// Long enough for the real engine, which comes after the one that hangs.
		const timeoutMs = Math.round(1000 * slownessNow());
		const { client, attempts } = await connect([usual('unix:///nowhere/docker.sock'), hung, usual(engine.host), hung], {
			timeoutMs,
			onAttempt: attempt => reported.push(attempt),
		});
		expect(client?.endpoint.url).toBe(engine.host);
		expect(attempts.map(({ kind, reason }) => [kind, reason])).toEqual([
			['unreachable', 'no such file or directory'],
			['timeout', `the engine at ${hung.url} did not answer within ${timeoutMs / 1000} s`],
		]);
		expect(attempts[0]?.cure).toContain('systemctl start docker');
		expect(reported).toEqual(attempts);
	});
});

test('when nothing answers there is no client, and no throw', async () => {
	const { client, attempts } = await connect([usual('tcp://127.0.0.1:1'), usual('foo://bar')]);
	expect(client).toBeUndefined();
	expect(attempts.map(({ kind, reason }) => [kind, reason])).toEqual([
		['unreachable', 'connection refused'],
		['bad-request', 'invalid bind address format: foo://bar'],
	]);
});

test('a socket that may not be used says so, and how to get in', async () => {
	const folder = path.join(scratchFolder(), 'locked');
	mkdirSync(folder);
	const file = path.join(folder, 'docker.sock');
	const server = net.createServer().listen(file);
	await new Promise(resolve => server.once('listening', resolve));
	onTestFinished(() => void server.close());
	chmodSync(folder, 0o000);
	// Root may do anything: be nobody while connecting.
	const root = process.getuid?.() === 0;
	if (root) {
		process.seteuid?.(65_534);
	}
	try {
		const { attempts } = await connect([usual(`unix://${file}`)]);
		expect(attempts).toMatchObject([{ kind: 'permission', reason: 'permission denied' }]);
		expect(attempts[0]?.cure).toContain('usermod -aG docker');
	} finally {
		if (root) {
			process.seteuid?.(0);
		}
		chmodSync(folder, 0o700);
	}
});

test('an abort stops the search', async () => {
	const controller = new AbortController();
	const hung = await listen(net.createServer(socket => socket.once('data', () => controller.abort())));
	const { endpoint, requests } = await stub(() => pong('1.44'));
	await expect(connect([hung, endpoint], { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
	expect(requests).toEqual([]);
});

describe('cures', () => {
	const cure = (kind: EngineError['kind'], endpoint: Partial<Endpoint>, platform: NodeJS.Platform = 'linux') =>
		attemptOf(new EngineError(kind, 'words'), { url: 'unix:///x', origin: 'default socket', ...endpoint }, platform)
			.cure;

	test.each([
		['unreachable', { origin: 'DOCKER_HOST' }, 'The address comes from DOCKER_HOST'],
		['unreachable', { origin: '--context', context: 'quay' }, 'The address comes from the context quay'],
		['unreachable', { url: 'unix:///run/podman/podman.sock' }, 'systemctl --user start podman.socket'],
		['unreachable', { url: 'tcp://h:1' }, 'the port and the firewall'],
		['permission', { url: 'unix:///run/podman/podman.sock' }, 'podman.socket'],
		['timeout', {}, 'does not answer'],
		['protocol', {}, 'is not a Docker engine'],
		['unsupported', {}, 'DOCKER_API_VERSION'],
		['tls', { url: 'tcp://h:1' }, 'DOCKER_TLS_VERIFY=1'],
		['tls', { url: 'tcp://h:1', tls: { folder: '/certs', verify: true } }, '/certs'],
		['tls', { url: 'tcp://h:1', context: 'quay', tls: { folder: '/c', verify: true } }, 'docker context inspect quay'],
		['unreachable', { url: 'ssh://me@h:22/run/x' }, '"ssh ssh://me@h:22 docker version"'],
	] as const)('%s at %j', (kind, endpoint, words) => {
		expect(cure(kind, endpoint)).toContain(words);
	});

	test('are those of the platform', () => {
		expect(cure('unreachable', {}, 'darwin')).toContain('Docker Desktop');
		expect(cure('permission', { url: 'npipe:////./pipe/docker_engine' }, 'win32')).toContain('docker-users');
	});

	test('there is none for an engine’s own failure', () => {
		expect(cure('server', {})).toBeUndefined();
	});
});
