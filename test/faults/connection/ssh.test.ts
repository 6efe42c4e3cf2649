import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type SshServer, startSshServer } from '../../engine/docker/connect/helpers/sshd.js';
import { findProgram } from '../../helpers/engine/programs.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';
import { dashboardOn, select } from '../kit.js';

const { skip, engine } = engineOrSkip();
const skipSsh = skip || (process.env.PLIMSOLL_REQUIRE_ENGINE !== '1' && findProgram('sshd') === undefined);

describe.skipIf(skipSsh)('an ssh connection', () => {
	let server: SshServer;
	let scene: Scene;
	beforeAll(async () => {
		server = await startSshServer(engine.host, engine.dockerCli);
		scene = createScene(engine, 'faults-ssh');
		await scene.run('ticks', ['sh', '-c', 'trap "exit 0" TERM; while :; do date +%s%N; sleep 0.1 & wait $!; done']);
	});
	afterAll(async () => {
		await scene.clear();
		await server.stop();
	});

	async function open() {
		vi.stubEnv('PATH', server.env.PATH);
		vi.stubEnv('HOME', server.env.HOME);
		const app = await dashboardOn(`ssh://127.0.0.1:${server.port}`);
		await select(app, scene.nameOf('ticks'));
		await app.until(({ logs }) => logs.lines.length > 5);
		return app;
	}
	test('is shown as lost when its ssh is killed, and is connected again by itself', async () => {
		const app = await open();
		const known = app.state().logs.lines.length;
		for (const pid of server.sshPids()) {
			process.kill(pid, 'SIGKILL');
		}
		await app.until(({ connection }) => connection.status === 'reconnecting');
		expect(app.screen()[0]).toMatch(/attempt \d+ +(ssh was ended by SIGKILL|connection reset by peer)/);
		await app.until(({ connection, logs }) => connection.status === 'connected' && logs.lines.length > known + 5);
		const stamps = [...app.state().logs.lines].map(({ time }) => time);
		expect(new Set(stamps).size).toBe(stamps.length);
	});

	test('is not tried again until a key asks for it when its host key has changed; ssh’s whole warning is shown', async () => {
		const good = readFileSync(server.config, 'utf8');
		const known = /^UserKnownHostsFile (.*)$/m.exec(good)![1]!;
		const keys = readFileSync(known, 'utf8');
		onTestFinished(() => writeFileSync(known, keys));
		// This is another server's key.
		const other = `ssh-ed25519 ${Buffer.concat([Buffer.from('\0\0\0\x0bssh-ed25519\0\0\0 '), Buffer.alloc(32, 7)]).toString('base64')}`;
		writeFileSync(known, `[127.0.0.1]:${server.port} ${other}\n`);
		vi.stubEnv('PATH', server.env.PATH);
		vi.stubEnv('HOME', server.env.HOME);
		const before = server.logins();
		const app = await dashboardOn(`ssh://127.0.0.1:${server.port}`);
		await app.until(({ connection }) => connection.status === 'lost');
		expect(app.state().connection).toMatchObject({ status: 'lost', retryAt: undefined });
		const text = app.text();
		for (const words of [
			'REMOTE HOST IDENTIFICATION HAS CHANGED',
			'man-in-the-middle',
			'SHA256:',
			'Host key verification failed.',
		]) {
			expect(text).toContain(words);
		}
		expect(text).toContain('press r to try again');
		expect(server.logins() - before).toBe(1);
		await app.press('r');
		await app.until(({ connection }) => connection.status === 'lost' && connection.attempt === 2);
		expect(server.logins() - before).toBe(2);
		expect(app.state().connection).toMatchObject({ retryAt: undefined });
		writeFileSync(known, keys);
		await app.press('r');
		await app.until(({ connection }) => connection.status === 'connected');
	});

	test('is tried once more when the server refuses the key later, and not again until a key asks for it', async () => {
		const app = await open();
		const good = readFileSync(server.config, 'utf8');
		onTestFinished(() => writeFileSync(server.config, good));
		writeFileSync(server.config, good.replace(/^IdentityFile .*/m, 'IdentityFile none'));
		for (const pid of server.sshPids()) {
			process.kill(pid, 'SIGKILL');
		}
		await app.until(({ connection }) => connection.status === 'lost');
		expect(app.text()).toContain('Permission denied (publickey');
		// No retry is scheduled.
		expect(app.state().connection).toMatchObject({ retryAt: undefined });
		writeFileSync(server.config, good);
		await app.press('r');
		await app.until(
			({ connection, lists }) => connection.status === 'connected' && lists.containers.status === 'ready',
		);
		expect(app.state().lists.containers.items.length).toBeGreaterThan(0);
	});

	test('is shown as lost when it dies silently, and is connected again by itself', async () => {
		const app = await open();
		const stopped = server.sshPids();
		onTestFinished(() => {
			for (const pid of stopped) {
				try {
					process.kill(pid, 'SIGKILL');
				} catch {
					// The process has already ended with its connection.
				}
			}
		});
		for (const pid of stopped) {
			process.kill(pid, 'SIGSTOP');
		}
		await app.until(({ connection }) => connection.status === 'reconnecting');
		expect(app.screen()[0]).toContain('the engine did not answer within 5 s');
		await app.until(
			({ connection, lists: { containers } }) => connection.status === 'connected' && containers.status === 'ready',
		);
	});
});
