import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine, Session } from '../../../source/engine/engine.js';
import { tabOf } from '../../../source/state/selectors.js';
import type { Dashboard } from '../../helpers/dashboard.js';
import { request, requestJson } from '../../helpers/engine/http.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { endOf } from '../../helpers/session-end.js';
import { openAt } from './driving.js';
import { containerNamed, fill, formOf, goToField } from './run-driving.js';

const { skip, engine: provided } = engineOrSkip();
const label = 'plimsoll-test=run-flow';

type Inspect = {
	State: { Status: string };
	Config: { Env: string[]; Cmd: string[]; Labels: Record<string, string> };
	HostConfig: Record<string, unknown>;
	Mounts: { Type: string; Name?: string; Source: string; Destination: string; RW: boolean }[];
};

describe.skipIf(skip)('the run form on a real engine', () => {
	let engine: Engine;
	beforeEach(async () => {
		engine = createDockerEngine(await openClient({ url: provided.host, origin: 'test' }));
	});
	afterEach(async () => {
		const filters = encodeURIComponent(JSON.stringify({ label: [label] }));
		const path = `/containers/json?all=1&filters=${filters}`;
		for (const { Id } of (await requestJson(provided.host, 'GET', path)) as { Id: string }[]) {
			await request(provided.host, 'DELETE', `/containers/${Id}?force=1&v=1`);
		}
		await request(provided.host, 'DELETE', '/volumes/plimsoll-run-data');
		engine.close();
	});

	const open = async (options: Parameters<typeof openAt>[2] = {}): Promise<Dashboard> => {
		const app = await openAt('images', provided.busybox.split(':')[0]!, { engine, ...options });
		await app.until(state => state.panes.images.selected !== undefined);
		await app.press('r');
		await fill(app, 'label', label);
		return app;
	};
	const inspect = async (name: string): Promise<Inspect> =>
		(await requestJson(provided.host, 'GET', `/containers/${name}/json`)) as Inspect;
	const isGone = async (name: string): Promise<boolean> =>
		(await request(provided.host, 'GET', `/containers/${name}/json`)).status === 404;

	test('runs a web server detached, reached over HTTP on its published port', async () => {
		const app = await open();
		await fill(app, 'name', 'plimsoll-run-web');
		await fill(app, 'command', `sh -c 'mkdir /www; echo "it works" > /www/index.html; exec httpd -f -p 80 -h /www'`);
		await fill(app, 'publish', '127.0.0.1::80');
		await fill(app, 'cpu-period', '100000');
		await fill(app, 'cpu-quota', '20000');
		await fill(app, 'memory', '300M');
		await app.press('enter');
		await app.until(() => (containerNamed(app, 'plimsoll-run-web')?.ports[0]?.hostPort ?? 0) > 0);
		// The server has written nothing, so its log is empty.
		await app.until(state => tabOf(state, 'containers') === 'overview');
		await app.untilText(/http:\/\/127\.0\.0\.1:\d+\//);
		const port = containerNamed(app, 'plimsoll-run-web')?.ports[0]?.hostPort;
		const answer = () => request(`http://127.0.0.1:${port}`, 'GET', '/').catch(() => undefined);
		await expect.poll(answer).toMatchObject({ body: 'it works\n' });
		const { HostConfig, State } = await inspect('plimsoll-run-web');
		expect(State.Status).toBe('running');
		expect(HostConfig).toMatchObject({ CpuPeriod: 100000, CpuQuota: 20000, Memory: 314572800 });
	});

	test('mounts an anonymous volume, a folder and a named volume', async () => {
		const cwd = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-run-'));
		writeFileSync(path.join(cwd, 'seen'), 'from the host');
		const app = await open({ cwd });
		await fill(app, 'name', 'plimsoll-run-mounts');
		await fill(app, 'command', 'cat /host/seen');
		await fill(app, 'volume', '/test', './:/host:ro', 'plimsoll-run-data:/data', '--tmpfs /run:size=1m');
		await app.press('enter');
		await app.until(() => containerNamed(app, 'plimsoll-run-mounts')?.state === 'exited');
		const { Mounts } = await inspect('plimsoll-run-mounts');
		const at = (destination: string) => Mounts.find(mount => mount.Destination === destination);
		expect(at('/test')).toMatchObject({ Type: 'volume', RW: true });
		expect(at('/test')?.Name).toMatch(/^[0-9a-f]{64}$/);
		expect(at('/host')).toMatchObject({ Type: 'bind', Source: cwd, RW: false });
		expect(at('/data')).toMatchObject({ Type: 'volume', Name: 'plimsoll-run-data' });
		await app.until(state => state.lists.volumes.items.some(volume => volume.name === 'plimsoll-run-data'));
		await app.untilText('from the host');
	});

	test('passes environment variables with commas, quotes and line ends unchanged', async () => {
		const app = await open();
		await app.paste(
			`docker run -d --name plimsoll-run-env --label ${label} -e "A=1,2;'x' \\"y\\" = z" -e 'B=two\nlines' ${provided.busybox} env`,
		);
		await app.press('enter');
		await app.until(() => containerNamed(app, 'plimsoll-run-env') !== undefined);
		const { Config } = await inspect('plimsoll-run-env');
		expect(Config.Env).toEqual(expect.arrayContaining([`A=1,2;'x' "y" = z`, 'B=two\nlines']));
	});

	test('keeps the form open with the engine’s words when the port is taken, and runs on another port', async () => {
		const first = await open();
		await fill(first, 'name', 'plimsoll-run-first');
		await fill(first, 'command', 'sleep 60');
		await fill(first, 'publish', '127.0.0.1::80');
		await first.press('enter');
		await first.until(() => (containerNamed(first, 'plimsoll-run-first')?.ports[0]?.hostPort ?? 0) > 0);
		const port = containerNamed(first, 'plimsoll-run-first')?.ports[0]?.hostPort;

		const app = await open();
		await app.until(() => containerNamed(app, 'plimsoll-run-first') !== undefined);
		await fill(app, 'name', 'plimsoll-run-second');
		await fill(app, 'command', 'sleep 60');
		await fill(app, 'publish', `127.0.0.1:${port}:80`);
		expect(app.text()).toContain(`port ${port} is taken by plimsoll-run-first`);
		await app.press('enter');
		expect(formOf(app)?.message).toMatch(/already (allocated|in use).*plimsoll-run-second was created but not started/);
		expect((await inspect('plimsoll-run-second')).State.Status).toBe('created');
		await fill(app, 'publish', '127.0.0.1::80');
		await app.press('enter');
		await app.until(() => containerNamed(app, 'plimsoll-run-second')?.state === 'running');
		expect(app.state().modals).toEqual([]);
	});

	test('keeps the form open with the engine’s words for an unknown network and an unknown program', async () => {
		const app = await open();
		await fill(app, 'command', 'sleep 60');
		await fill(app, 'network', 'plimsoll-nowhere');
		await app.press('enter');
		expect(formOf(app)?.message).toContain('network plimsoll-nowhere not found');
		await fill(app, 'network', '');
		await fill(app, 'command', 'nonsense');
		await app.press('enter');
		expect(formOf(app)?.message).toContain('nonsense');
		expect(formOf(app)?.message).toContain('executable file not found');
	});

	test('warns about a missing image, and keeps the form open when the pull fails', async () => {
		const app = await open();
		await fill(app, 'image', '127.0.0.1:1/nobody/nothing:1');
		await app.press('enter');
		expect(app.text()).toContain('127.0.0.1:1/nobody/nothing:1 is not on this engine');
		await app.press('y');
		await app.until(state => state.tasks.at(-1)?.status === 'failed');
		await app.until(() => app.text().includes('Edit and try again'));
		await app.press('escape', 'escape');
		await app.until(() => formOf(app)?.message?.includes('was not pulled') === true);
	});

	test('runs in the foreground on the terminal, shows the exit code and removes the container', async () => {
		const seen: string[] = [];
		const attach = async (session: Session) => {
			await session.resize({ columns: 99, rows: 33 });
			session.write('stty size; exit 7\r');
			for await (const { data } of session.output) {
				seen.push(Buffer.from(data).toString());
			}
			return endOf(session);
		};
		const app = await open({ terminal: { attach } });
		await fill(app, 'name', 'plimsoll-run-front');
		await fill(app, 'command', 'sh');
		await goToField(app, 'mode');
		await app.press('right');
		await goToField(app, 'rm');
		await app.press('space', 'enter');
		await app.until(state => state.toasts.some(toast => toast.text === 'plimsoll-run-front ended with exit code 7'));
		expect(seen.join('')).toContain('33 99');
		await expect.poll(() => isGone('plimsoll-run-front')).toBe(true);
	});

	test('turns Ctrl-c into a signal for a container without a terminal', async () => {
		const attach = async (session: Session) => {
			for await (const { data } of session.output) {
				if (Buffer.from(data).toString().includes('ready')) {
					session.write('\x03');
				}
			}
			return endOf(session);
		};
		const app = await open({ terminal: { attach } });
		await fill(app, 'name', 'plimsoll-run-signal');
		await fill(app, 'command', `sh -c "trap 'exit 42' INT; echo ready; while :; do sleep 0.1; done"`);
		await goToField(app, 'mode');
		await app.press('left', 'enter');
		await app.until(state => state.toasts.some(toast => toast.text === 'plimsoll-run-signal ended with exit code 42'));
	});

	test('opens a shell in a new container that is removed on exit', async () => {
		const seen: string[] = [];
		const attach = async (session: Session) => {
			session.write('echo shell=$0; hostname; exit\r');
			for await (const { data } of session.output) {
				seen.push(Buffer.from(data).toString());
			}
			return endOf(session);
		};
		const app = await openAt('images', provided.busybox.split(':')[0]!, { engine, terminal: { attach } });
		await app.until(state => state.panes.images.selected !== undefined);
		await app.press('e');
		await app.until(state => state.toasts.some(toast => /ended with exit code 0/.test(toast.text)));
		expect(seen.join('')).toContain('shell=ash');
		const id = /\n([0-9a-f]{12})\r/.exec(seen.join(''))?.[1] ?? 'none';
		await expect.poll(() => isGone(id)).toBe(true);
	});
});
