import { chmodSync, mkdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Attempt, Endpoint } from '../../../../source/domain/nouns/host.js';
import { attemptOf, type ConnectOptions, connectFirst } from '../../../../source/engine/docker/connect/connect.js';
import { ChildError } from '../../../../source/engine/docker/connect/ssh/child-stream.js';
import { neverArrived } from '../../../../source/engine/docker/connect/ssh/ssh-failure.js';
import { EngineError, type EngineErrorKind } from '../../../../source/engine/errors.js';
import { engineOrSkip } from '../../../helpers/engine/real-engine.js';
import { slownessNow } from '../../../helpers/limits/limits.js';
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

describe.skipIf(skip)('connectFirst with a real engine among the candidates', () => {
	test('connects to the first candidate that answers, and reports the failures before it', async () => {
		const hung = await listen(net.createServer());
		const reported: Attempt[] = [];
		// Long enough for the real engine, which comes after the hung one.
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

test('connectFirst resolves without a client when no candidate answers', async () => {
	const { client, attempts } = await connect([usual('tcp://127.0.0.1:1'), usual('foo://bar')]);
	expect(client).toBeUndefined();
	expect(attempts.map(({ kind, reason }) => [kind, reason])).toEqual([
		['unreachable', 'connection refused'],
		['bad-request', 'invalid bind address format: foo://bar'],
	]);
});

test('connectFirst reports a socket without permission, with the cure', async () => {
	const folder = path.join(scratchFolder(), 'locked');
	mkdirSync(folder);
	const file = path.join(folder, 'docker.sock');
	const server = net.createServer().listen(file);
	await new Promise(resolve => server.once('listening', resolve));
	onTestFinished(() => void server.close());
	chmodSync(folder, 0o000);
	// Root may use every socket: connect as the user `nobody`.
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

test('connectFirst stops after an abort', async () => {
	const controller = new AbortController();
	const hung = await listen(net.createServer(socket => socket.once('data', () => controller.abort())));
	const { endpoint, requests } = await stub(() => pong('1.44'));
	await expect(connect([hung, endpoint], { signal: controller.signal })).rejects.toMatchObject({ name: 'AbortError' });
	expect(requests).toEqual([]);
});

describe('the cure of a failed connection', () => {
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
	] as const)('fits the kind %s and the endpoint %j', (kind, endpoint, words) => {
		expect(cure(kind, endpoint)).toContain(words);
	});

	test('fits the platform', () => {
		expect(cure('unreachable', {}, 'darwin')).toContain('Docker Desktop');
		expect(cure('permission', { url: 'npipe:////./pipe/docker_engine' }, 'win32')).toContain('docker-users');
	});

	test('is undefined for an engine’s own failure', () => {
		expect(cure('server', {})).toBeUndefined();
	});
});

const overSsh = { url: 'ssh://host', origin: '--host' };
const ofSsh = (message: string, exitStatus: number | undefined = 255) =>
	attemptOf(new ChildError(message, exitStatus), overSsh, 'linux');

/** The exact message of OpenSSH 9.2. */
const changedKey = `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Host key verification failed.`;

describe('a failed connection over ssh', () => {
	test.each([
		[changedKey],
		['Host key verification failed.'],
		['root@host: Permission denied (publickey).'],
		['me@host: Permission denied (publickey,password,keyboard-interactive).'],
		[
			'Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures\nDisconnected from 10.0.0.1 port 22',
		],
		['Unable to negotiate with 10.0.0.1 port 22: no matching host key type found. Their offer: ssh-rsa'],
		['Bad owner or permissions on /home/me/.ssh/config'],
		[
			'/home/me/.ssh/config: line 3: Bad configuration option: foo\n/home/me/.ssh/config: terminating, 1 bad configuration options',
		],
		['This account is currently not available.', 1],
		['bash: line 1: docker: command not found', 127],
		['sh: docker: Permission denied', 126],
		['permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock', 1],
		['ssh: executable file not found in $PATH', undefined],
	] as const)('waits for the user after the message %j', (words, status: number | undefined = 255) => {
		const attempt = attemptOf(new ChildError(words, status), overSsh, 'linux');
		expect(attempt).toMatchObject({ needsUser: true, reason: words });
		expect(neverArrived(new ChildError(words, status))).toBe(true);
	});

	test.each([
		['ssh: connect to host 10.0.0.1 port 22: Connection refused', 255],
		['ssh: connect to host 10.0.0.1 port 22: No route to host', 255],
		['ssh: Could not resolve hostname host: Temporary failure in name resolution', 255],
		['kex_exchange_identification: Connection closed by remote host', 255],
		['Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', 1],
	])('is retried, and no request can have reached the engine, after the message %j', (words, status) => {
		expect(ofSsh(words, status).needsUser).toBe(false);
		expect(neverArrived(new ChildError(words, status))).toBe(true);
	});

	test.each([
		['Connection to host closed by remote host.', 255, false],
		['client_loop: send disconnect: Broken pipe', 255, false],
		['Timeout, server 10.0.0.1 not responding.', 255, false],
		['Host key verification failed.', 255, true],
	])('may come after a request has reached the engine: %j', (words, status, hadAnswered) => {
		expect(neverArrived(new ChildError(words, status, hadAnswered))).toBe(false);
	});

	test('keeps all lines of ssh’s message', () => {
		expect(ofSsh(changedKey).reason.split('\n')).toHaveLength(5);
		expect(ofSsh('one\n\x1b]0;t\x07two').reason).toBe('one\ntwo');
	});
});

test.each([
	['permission', true],
	['tls', true],
	['unauthorized', true],
	['forbidden', true],
	['unsupported', true],
	['bad-request', true],
	['unreachable', false],
	['timeout', false],
	['protocol', false],
	['server', false],
	['rate-limited', false],
] as const)('a failed connection of the kind %s waits for the user: %s', (kind: EngineErrorKind, waits) => {
	expect(attemptOf(new EngineError(kind, 'x'), overSsh, 'linux').needsUser).toBe(waits);
});

test.each([
	[401, true],
	[403, true],
	[500, false],
	[503, false],
	[404, false],
])('a connection whose ping fails with HTTP %i waits for the user: %s', async (status, waits) => {
	const { endpoint: there } = await stub(() => ({ status, body: '{"message":"authorization denied by plugin"}' }));
	const { attempts } = await connectFirst([there], { env: {}, configFolder: '/nowhere' });
	expect(attempts[0]?.needsUser).toBe(waits);
});
