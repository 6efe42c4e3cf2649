import { describe, expect, test } from 'vitest';
import { attemptOf, connectFirst } from '../../../../source/engine/docker/connect/connect.js';
import { ChildError } from '../../../../source/engine/docker/connect/ssh/child-stream.js';
import { neverArrived } from '../../../../source/engine/docker/connect/ssh/ssh-failure.js';
import { EngineError, type EngineErrorKind } from '../../../../source/engine/errors.js';
import { stub } from './helpers/servers.js';

const endpoint = { url: 'ssh://host', origin: '--host' };
const ofSsh = (message: string, exitStatus: number | undefined = 255) =>
	attemptOf(new ChildError(message, exitStatus), endpoint, 'linux');

/** OpenSSH 9.2's words, as they come. */
const changedKey = `@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
@    WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED!     @
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
IT IS POSSIBLE THAT SOMEONE IS DOING SOMETHING NASTY!
Host key verification failed.`;

describe('a failure of ssh', () => {
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
	] as const)('waits for the user: %j', (words, status: number | undefined = 255) => {
		const attempt = attemptOf(new ChildError(words, status), endpoint, 'linux');
		expect(attempt).toMatchObject({ needsUser: true, reason: words });
		expect(neverArrived(new ChildError(words, status))).toBe(true);
	});

	test.each([
		['ssh: connect to host 10.0.0.1 port 22: Connection refused', 255],
		['ssh: connect to host 10.0.0.1 port 22: No route to host', 255],
		['ssh: Could not resolve hostname host: Temporary failure in name resolution', 255],
		['kex_exchange_identification: Connection closed by remote host', 255],
		['Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?', 1],
	])('is tried again, and nothing had arrived: %j', (words, status) => {
		expect(ofSsh(words, status).needsUser).toBe(false);
		expect(neverArrived(new ChildError(words, status))).toBe(true);
	});

	test.each([
		['Connection to host closed by remote host.', 255, false],
		['client_loop: send disconnect: Broken pipe', 255, false],
		['Timeout, server 10.0.0.1 not responding.', 255, false],
		['Host key verification failed.', 255, true],
	])('may come after a request had arrived: %j', (words, status, hadAnswered) => {
		expect(neverArrived(new ChildError(words, status, hadAnswered))).toBe(false);
	});

	test('is told whole, line by line', () => {
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
] as const)('an error of kind %s waits for the user: %s', (kind: EngineErrorKind, waits) => {
	expect(attemptOf(new EngineError(kind, 'x'), endpoint, 'linux').needsUser).toBe(waits);
});

test.each([
	[401, true],
	[403, true],
	[500, false],
	[503, false],
	[404, false],
])('an engine that answers its ping with HTTP %i waits for the user: %s', async (status, waits) => {
	const { endpoint: there } = await stub(() => ({ status, body: '{"message":"authorization denied by plugin"}' }));
	const { attempts } = await connectFirst([there], { env: {}, configFolder: '/nowhere' });
	expect(attempts[0]?.needsUser).toBe(waits);
});
