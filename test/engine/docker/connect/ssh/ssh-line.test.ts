import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { attemptOf } from '../../../../../source/engine/docker/connect/connect.js';
import { openClient } from '../../../../../source/engine/docker/connect/http/client.js';
import { logInOnce } from '../../../../../source/engine/docker/connect/ssh/ssh-login.js';
import { SshLogins } from '../../../../../source/engine/docker/connect/ssh/ssh-logins.js';
import { parseSshUrl } from '../../../../../source/engine/docker/connect/ssh/ssh-url.js';
import type { EngineError } from '../../../../../source/engine/errors.js';
import { freePort } from '../../../../helpers/engine/free-port.js';
import { findProgram } from '../../../../helpers/engine/programs.js';
import { engineOrSkip } from '../../../../helpers/engine/real-engine.js';
import { eventually } from '../../../../helpers/eventually.js';
import { waitLimit } from '../../../../helpers/limits/limits.js';
import { scratchFolder } from '../helpers/scratch.js';
import { type SshServer, startSshServer } from '../helpers/sshd.js';

const { skip, engine } = engineOrSkip();
const skipSsh = skip || (process.env.PLIMSOLL_REQUIRE_ENGINE !== '1' && findProgram('sshd') === undefined);

/** Starts an sshd with more lines in its configuration. */
async function serve(extra = ''): Promise<SshServer> {
	const server = await startSshServer(engine.host, engine.dockerCli, extra);
	onTestFinished(() => server.stop());
	return server;
}

const urlOf = ({ port }: SshServer) => `ssh://127.0.0.1:${port}`;

type Options = { readonly runtime?: string; readonly timeoutMs?: number; readonly logins?: SshLogins };

async function open(server: SshServer, { runtime = scratchFolder(), timeoutMs = waitLimit(), logins }: Options = {}) {
	const client = await openClient(
		{ url: urlOf(server), origin: '--host' },
		{ env: { ...server.env, XDG_RUNTIME_DIR: runtime }, configFolder: '/nowhere', timeoutMs, logins },
	);
	onTestFinished(() => client.close());
	return client;
}

/** Opens streams of events, which stay open. */
async function openStreams(client: Awaited<ReturnType<typeof open>>, count: number): Promise<Readable[]> {
	const streams = Array.from({ length: count }, () => client.docker.getEvents() as Promise<Readable>);
	const all = await Promise.all(streams);
	onTestFinished(() => {
		for (const stream of all) {
			stream.on('error', () => {}).destroy();
		}
	});
	return all;
}

const noneRuns = (server: SshServer) => eventually(() => expect(server.sshPids()).toEqual([]));

describe.skipIf(skipSsh)('a line over ssh', () => {
	test('carries a hundred streams with one login and at most three processes', async () => {
		const server = await serve();
		const client = await open(server);
		expect(await client.maxStreams()).toBe(Number.POSITIVE_INFINITY);
		await openStreams(client, 100);
		expect(await client.docker.listContainers()).toBeInstanceOf(Array);
		expect(server.logins()).toBe(1);
		expect(server.sshPids().length).toBeLessThanOrEqual(3);
		expect(server.dockers().filter(({ args }) => args === 'system dial-stdio').length).toBeLessThanOrEqual(2);
	});

	test('keeps its sockets in a folder for this user alone, and removes it at the end', async () => {
		const server = await serve();
		const runtime = scratchFolder();
		const client = await open(server, { runtime });
		await openStreams(client, 3);
		const [folder] = readdirSync(runtime);
		expect(statSync(path.join(runtime, folder!)).mode & 0o777).toBe(0o700);
		expect(readdirSync(path.join(runtime, folder!)).sort()).toEqual(['engine0', 'ssh']);
		client.close();
		expect(readdirSync(runtime)).toEqual([]);
		await noneRuns(server);
	});

	test.each([
		['forwards no sockets', 'AllowStreamLocalForwarding no', 20],
		['forwards nothing at all', 'DisableForwarding yes', 20],
		['allows one session in a login', 'MaxSessions 1', Number.POSITIVE_INFINITY],
		['allows neither', 'MaxSessions 1\nDisableForwarding yes', 20],
	])('carries streams when the server %s', async (_title, extra, maxStreams) => {
		const server = await serve(extra);
		const client = await open(server);
		await openStreams(client, 14);
		expect(await client.docker.listContainers()).toBeInstanceOf(Array);
		expect(await client.maxStreams()).toBe(maxStreams);
		client.close();
		await noneRuns(server);
	});

	test('opens a login for each session where the path of a socket would be too long', async () => {
		const server = await serve();
		const runtime = scratchFolder();
		const long = path.join(runtime, 'x'.repeat(100));
		execFileSync('mkdir', [long]);
		const client = await open(server, { runtime: long });
		await openStreams(client, 3);
		expect(server.logins()).toBe(0);
		expect(readdirSync(long)).toEqual([]);
		client.close();
		await noneRuns(server);
	});

	test('uses a login that the user’s own ssh shares, and leaves it open', async () => {
		const server = await serve();
		const own = path.join(scratchFolder(), 'own');
		writeFileSync(server.config, `ControlPath ${own}\n${readFileSync(server.config, 'utf8')}`);
		const ssh = (...args: string[]) =>
			execFileSync('ssh', [...args, '-p', String(server.port), '127.0.0.1'], { env: server.env, stdio: 'ignore' });
		const forwarded = await freePort('127.0.0.1');
		const forward = `LocalForward 127.0.0.1:${forwarded} 127.0.0.1:${server.port}`;
		writeFileSync(server.config, `${forward}\n${readFileSync(server.config, 'utf8')}`);
		ssh('-f', '-N', '-o', 'ControlMaster=yes');
		onTestFinished(() => void ssh('-O', 'exit'));
		const client = await open(server);
		await openStreams(client, 20);
		expect(server.logins()).toBe(1);
		client.close();
		await eventually(() => expect(server.sshPids()).toHaveLength(1));
		expect(existsSync(own)).toBe(true);
		// The user's own forward stays as well.
		await new Promise<void>((resolve, reject) => {
			const socket = net.connect(forwarded, '127.0.0.1', () => resolve(void socket.destroy()));
			socket.once('error', reject);
		});
	});

	test('waits for a login that takes longer than an engine may', async () => {
		const server = await serve();
		const relay = `const s = require('net').connect(${server.port}, '127.0.0.1'); process.stdin.pipe(s).pipe(process.stdout)`;
		const script = path.join(scratchFolder(), 'relay.cjs');
		writeFileSync(script, relay);
		const slow = `ProxyCommand sh -c 'sleep 3; exec ${process.execPath} ${script}'`;
		writeFileSync(server.config, `${slow}\n${readFileSync(server.config, 'utf8')}`);
		// The login alone takes longer than this limit.
		const client = await open(server, { timeoutMs: 2500 });
		expect(await client.docker.listContainers()).toBeInstanceOf(Array);
		expect(server.logins()).toBe(1);
	});

	test('has the words of a proxy command that is refused, so that nothing tries again by itself', async () => {
		const server = await serve();
		const proxy = `ProxyCommand sh -c 'echo "me@bastion: Permission denied (publickey)." >&2; exit 255'`;
		writeFileSync(server.config, `${proxy}\n${readFileSync(server.config, 'utf8')}`);
		const error = await open(server).catch((reason: unknown) => reason as EngineError);
		const attempt = attemptOf(error, { url: urlOf(server), origin: '--host' }, 'linux');
		expect(attempt.reason).toContain('me@bastion: Permission denied');
		expect(attempt).toMatchObject({ needsUser: true, canLogIn: true });
	});

	test('does not take the forwards of the user’s config', async () => {
		const server = await serve();
		const port = await freePort('127.0.0.1');
		const forward = `LocalForward 127.0.0.1:${port} 127.0.0.1:1\nExitOnForwardFailure yes`;
		writeFileSync(server.config, `${forward}\n${readFileSync(server.config, 'utf8')}`);
		const busy = net.createServer().listen(port, '127.0.0.1');
		onTestFinished(() => void busy.close());
		const client = await open(server);
		await openStreams(client, 5);
		expect(server.logins()).toBe(1);
		expect(server.sshPids().length).toBeLessThanOrEqual(3);
	});

	test.each(['', 'MaxSessions 1', 'MaxSessions 1\nAllowStreamLocalForwarding no'])(
		'takes a login by hand over, and keeps it for the next line (server: %s)',
		async extra => {
			const server = await serve(extra);
			const logins = new SshLogins();
			const { argv, env } = await logins.prepare(urlOf(server), server.env);
			execFileSync(argv[0]!, argv.slice(1), { env, stdio: 'ignore' });
			for (let round = 0; round < 3; round++) {
				const client = await open(server, { logins });
				expect(await client.docker.listContainers()).toBeInstanceOf(Array);
				client.close();
			}
			expect(server.logins()).toBe(1);
			const left = logins.take(urlOf(server));
			expect(left).toHaveProperty('master');
			if (left && 'master' in left) {
				left.master.close();
			}
			await noneRuns(server);
		},
	);

	test('logs in with an ssh that keeps its output open in the background', async () => {
		const folder = scratchFolder();
		writeFileSync(`${folder}/ssh`, '#!/bin/sh\nsleep 60 &\nexit 0\n', { mode: 0o755 });
		const { signal } = new AbortController();
		const env = { PATH: `${folder}:${process.env.PATH}` };
		await logInOnce(parseSshUrl('ssh://somewhere'), folder, { env, signal });
	});

	test('ends its login by itself after its program was killed, and on a dead line', async () => {
		const server = await serve();
		const client = await open(server);
		await openStreams(client, 1);
		const words = readFileSync(`/proc/${server.sshPids()[0]}/cmdline`, 'utf8').split('\0');
		expect(words).toEqual(expect.arrayContaining(['ControlPersist=120', 'ServerAliveInterval=5']));
	});
});
