import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { attemptOf } from '../../../../../source/engine/docker/connect/connect.js';
import type { ClientOptions } from '../../../../../source/engine/docker/connect/http/client.js';
import { openClient } from '../../../../../source/engine/docker/connect/http/client.js';
import type { EngineError } from '../../../../../source/engine/errors.js';
import { findProgram } from '../../../../helpers/engine/programs.js';
import { engineOrSkip } from '../../../../helpers/engine/real-engine.js';
import { eventually } from '../../../../helpers/eventually.js';
import { waitLimit } from '../../../../helpers/limits/limits.js';
import { scratchFolder } from '../helpers/scratch.js';
import { type SshServer, startSshServer } from '../helpers/sshd.js';

const { skip, engine } = engineOrSkip();
const skipSsh = skip || (process.env.PLIMSOLL_REQUIRE_ENGINE !== '1' && findProgram('sshd') === undefined);

describe.skipIf(skipSsh)('the real engine through a real sshd', () => {
	let server: SshServer;
	beforeAll(async () => {
		server = await startSshServer(engine.host, engine.dockerCli);
	});
	afterAll(() => server.stop());

	const endpoint = (rest = '') => ({ url: `ssh://127.0.0.1:${server.port}${rest}`, origin: '--host' });

	async function open(rest = '', options: ClientOptions = {}) {
		const client = await openClient(endpoint(rest), {
			env: server.env,
			configFolder: '/nowhere',
			timeoutMs: waitLimit(),
			...options,
		});
		onTestFinished(() => client.close());
		return client;
	}

	const failure = (rest = '', options: ClientOptions = {}) =>
		open(rest, options).then(
			() => expect.unreachable('it connected'),
			(error: unknown) => error as EngineError,
		);

	/** Waits for the end of all these processes. */
	const ended = (pids: number[]) =>
		eventually(() => {
			for (const pid of pids) {
				expect(() => process.kill(pid, 0)).toThrow('ESRCH');
			}
		});

	/** Waits until no `ssh` of this client's runs. */
	const noneRuns = () => eventually(() => expect(server.sshPids()).toEqual([]));

	test('answers twenty calls over one session, which ends with the client', async () => {
		const before = server.dockers().length;
		const client = await open();
		for (let call = 0; call < 20; call++) {
			await client.docker.listContainers({ all: true });
		}
		const started = server.dockers().slice(before);
		expect(started.filter(({ args }) => args === 'system dial-stdio')).toHaveLength(1);
		const pids = [...server.sshPids(), ...started.map(({ pid }) => pid)];
		client.close();
		await ended(pids);
		expect(server.sshPids()).toEqual([]);
	});

	test('answers thirty calls at once without reaching sshd’s limit of unauthenticated connections', async () => {
		const client = await open();
		const answers = await Promise.all(Array.from({ length: 30 }, () => client.docker.version()));
		expect(answers).toHaveLength(30);
		client.close();
		await noneRuns();
	});

	test('gets no more connections after the client is closed, not even those that wait', async () => {
		const client = await open();
		const before = server.logins();
		const calls = Array.from({ length: 30 }, () => client.docker.version());
		client.close();
		const settled = await Promise.allSettled(calls);
		expect(settled.every(({ status }) => status === 'rejected')).toBe(true);
		expect(server.logins()).toBe(before);
		await noneRuns();
	});

	test('logs in again for a call after its processes were killed', async () => {
		const client = await open();
		await client.docker.listContainers();
		const before = server.logins();
		for (const pid of server.sshPids()) {
			process.kill(pid, 'SIGKILL');
		}
		await eventually(async () => expect(await client.docker.listContainers()).toBeInstanceOf(Array));
		expect(server.logins() - before).toBe(1);
	});

	test('ends the process of a dropped stream at once', async () => {
		const client = await open();
		const stop = new AbortController();
		const before = server.dockers().length;
		const events = (await client.docker.getEvents({ abortSignal: stop.signal })) as Readable;
		const cut = new Promise(resolve => events.once('error', resolve));
		await client.docker.listContainers();

		stop.abort();
		await cut;
		await ended(
			server
				.dockers()
				.slice(0, before)
				.map(({ pid }) => pid),
		);
		expect(await client.docker.listContainers()).toBeInstanceOf(Array);
	});

	test('passes bytes both ways in a hijacked session, which ends with the client', async () => {
		const client = await open();
		const container = await client.docker.createContainer({
			Image: engine.busybox,
			Cmd: ['cat'],
			OpenStdin: true,
			Labels: { 'plimsoll-test': 'connect' },
			HostConfig: { NetworkMode: 'none' },
		});
		try {
			await container.start();
			const session = await container.attach({ stream: true, stdin: true, stdout: true, hijack: true });
			session.write('ahoy\n');
			const [chunk] = (await once(session, 'data')) as [Buffer];
			expect(chunk.subarray(8).toString()).toBe('ahoy\n');
			client.close();
			await noneRuns();
		} finally {
			const again = await open();
			await again.docker.getContainer(container.id).remove({ force: true });
		}
	});

	test('sends the rest of the output after the input is closed', async () => {
		const client = await open();
		const container = await client.docker.createContainer({
			Image: engine.busybox,
			Cmd: ['sh', '-c', 'cat; echo the end'],
			OpenStdin: true,
			StdinOnce: true,
			Labels: { 'plimsoll-test': 'connect' },
			HostConfig: { NetworkMode: 'none' },
		});
		try {
			const session = await container.attach({ stream: true, stdin: true, stdout: true, hijack: true });
			await container.start();
			session.end('aye\n');
			expect(await text(session)).toMatch(/aye\n.*the end\n$/s);
		} finally {
			await container.remove({ force: true });
		}
	});

	test('is selected by the socket in the address', async () => {
		await open(engine.host.replace('unix://', ''));
		expect(server.dockers().at(-1)?.args).toBe(`--host ${engine.host} system dial-stdio`);
	});

	test('fails with the remote docker’s words for a missing socket', async () => {
		const error = await failure('/nowhere/it is; echo');
		expect(server.dockers().at(-1)?.args).toBe('--host unix:///nowhere/it is; echo system dial-stdio');
		expect(error.kind).toBe('unreachable');
		expect(error.message).toMatch(/nowhere/);
		expect(attemptOf(error, endpoint(), 'linux').cure).toContain('ssh works');
	});

	test('fails with ssh’s words for a refused key and an unknown host', async () => {
		const good = readFileSync(server.config, 'utf8');
		onTestFinished(() => writeFileSync(server.config, good));
		writeFileSync(server.config, good.replace(/^IdentityFile .*/m, 'IdentityFile none'));
		const refused = await failure();
		expect(refused.kind).toBe('unreachable');
		expect(refused.message).toContain('Permission denied (publickey');
		expect(attemptOf(refused, endpoint(), 'linux').cure).toContain(`ssh ssh://127.0.0.1:${server.port} docker version`);
		writeFileSync(server.config, good.replace(/^UserKnownHostsFile .*/m, 'UserKnownHostsFile /dev/null'));
		expect((await failure()).message).toContain('Host key verification failed.');
	});
});

describe.skipIf(findProgram('ssh') === undefined)('a connection over ssh', () => {
	const open = (url: string, env: Readonly<Record<string, string | undefined>>) =>
		openClient({ url, origin: '--host' }, { env, configFolder: '/nowhere' }).then(
			() => expect.unreachable('it connected'),
			(error: unknown) => error as EngineError,
		);

	test('fails with ssh’s words when no server listens', async () => {
		const folder = scratchFolder();
		// Not the account's config, which may contain another way to the host.
		writeFileSync(`${folder}/ssh`, `#!/bin/sh\nexec ${findProgram('ssh')} -F none "$@"\n`, { mode: 0o755 });
		const error = await open('ssh://127.0.0.1:1', { ...process.env, PATH: `${folder}:${process.env.PATH}` });
		expect(error.kind).toBe('unreachable');
		expect(error.message).toContain('ssh: connect to host 127.0.0.1 port 1: Connection refused');
	});

	test('fails when ssh is not installed', async () => {
		const error = await open('ssh://127.0.0.1', { PATH: '/nowhere' });
		expect(error.message).toContain('ssh: executable file not found in $PATH');
	});

	test('is refused before ssh starts when the host looks like an option', async () => {
		const error = await open('ssh://-oProxyCommand=touch', { PATH: '/nowhere' });
		expect(error).toMatchObject({ kind: 'bad-request', message: expect.stringContaining('invalid characters') });
	});
});
