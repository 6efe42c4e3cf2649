import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tabOf } from '../../../../source/state/selectors.js';
import { dashboardOn } from '../../../faults/kit.js';
import type { Dashboard } from '../../../helpers/dashboard.js';
import { freePort } from '../../../helpers/engine/free-port.js';
import { engineOrSkip } from '../../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../../helpers/engine/scene.js';
import { select } from '../driving.js';

const { skip, engine: real } = engineOrSkip('dockerCli');

/** The detail on a screen of 120 columns, without borders and with single spaces. */
const detailOf = (app: Dashboard): string =>
	app
		.screen()
		.map(row => row.split('││')[1] ?? '')
		.join(' ')
		.replace(/[\s│┃]+/g, ' ');

describe.skipIf(skip)('the Overview of a container on a real engine', () => {
	let scene: Scene;
	beforeAll(() => {
		scene = createScene(real, 'overview');
	});
	afterAll(() => scene.clear());

	/** Opens the dashboard on a container, and resolves once its Overview shows a text. */
	async function overview(name: string, text: string | RegExp): Promise<Dashboard> {
		const app = await dashboardOn(real.host, { columns: 120, rows: 60 });
		await select(app, 'containers', name);
		await app.until(() => detailOf(app).search(text) >= 0);
		expect(tabOf(app.state(), 'containers')).toBe('overview');
		return app;
	}

	const ended = async (id: string) => {
		await expect
			.poll(async () => ((await scene.get(`/containers/${id}/json`)) as { State: { Running: boolean } }).State.Running)
			.toBe(false);
	};

	test.each([
		[0, 'success'],
		[1, 'error'],
		[126, 'the command cannot be executed'],
		[127, 'the command was not found'],
		[137, 'killed \\(SIGKILL\\)'],
		[143, 'terminated \\(SIGTERM\\)'],
		[77, ''],
	])('names the exit code %i, with the last log lines', async (code, meaning) => {
		const id = await scene.run(`code${code}`, ['sh', '-c', `echo last words; exit ${code}`]);
		await ended(id);
		const app = await overview(scene.nameOf(`code${code}`), new RegExp(`code ${code}(: ${meaning})? `));
		await app.until(() => detailOf(app).includes('Last log lines last words'));
		expect(detailOf(app)).toMatch(/state Exited .* ago/);
	});

	test('shows the whole error of a start without the program, and that of a taken port', async () => {
		const missing = await scene.create('missing', ['/no/such/program']);
		await scene.post(`/containers/${missing}/start`).catch(() => undefined); // It cannot start.
		const app = await overview(scene.nameOf('missing'), 'The start failed');
		expect(detailOf(app)).toContain('code 127: the command was not found');
		expect(detailOf(app)).toContain('/no/such/program');
		expect(detailOf(app)).toContain('no such file or directory');
		const port = String(await freePort());
		const bound = { NetworkMode: 'bridge', PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: port }] } };
		await scene.idle('first', { ExposedPorts: { '80/tcp': {} } }, bound);
		const second = await scene.create('second', ['true'], { ExposedPorts: { '80/tcp': {} } }, bound);
		const other = await overview(scene.nameOf('second'), 'never started');
		expect(detailOf(other)).toContain(`127.0.0.1:${port}->80/tcp while it runs`);
		// The start fails while the Overview is open.
		await scene.post(`/containers/${second}/start`).catch(() => undefined);
		await other.until(() => detailOf(other).includes('port is already allocated'));
		expect(detailOf(other)).toContain('The start failed');
	});

	test('says that a container never ran, and that its log cannot be read', async () => {
		await scene.create('unused', ['true']);
		await overview(scene.nameOf('unused'), /Created .* ago, never started/);
		await ended(await scene.run('silent', ['sh', '-c', 'exit 3'], {}, { LogConfig: { Type: 'none' } }));
		await overview(scene.nameOf('silent'), /the log cannot be read: .*log/);
	});

	test('is open while a container has written nothing, and gives way to its log', async () => {
		const id = await scene.run('quiet', ['sh', '-c', 'trap "echo awake" USR1; while :; do sleep 0.1; done']);
		const app = await overview(scene.nameOf('quiet'), 'Running for');
		expect(detailOf(app)).toContain('network none');
		await scene.post(`/containers/${id}/kill?signal=USR1`);
		await app.until(state => tabOf(state, 'containers') === 'logs');
		await app.untilText('awake');
	});

	test('shows the last health check with its output and its time', async () => {
		const Healthcheck = { Test: ['CMD-SHELL', 'echo not yet; exit 4'], Interval: 1e9, Retries: 1 };
		await scene.idle('sick', { Healthcheck });
		const app = await overview(scene.nameOf('sick'), /unhealthy .*the last check failed .* ago, exit code 4 not yet/);
		const first = detailOf(app).match(/[✓✗]+/)?.[0].length ?? 0;
		await app.until(() => (detailOf(app).match(/[✓✗]+/)?.[0].length ?? 0) > first);
	});

	test('lists the same changes as docker diff, in its tab and in the commit form', async () => {
		const script = 'echo a > /new; mkdir -p "/some folder/b"; rm /bin/true; touch /etc/x; chmod 700 /tmp; echo done';
		await ended(await scene.run('changed', ['sh', '-c', script]));
		const name = scene.nameOf('changed');
		const env = { ...process.env, DOCKER_HOST: real.host };
		const diff = execFileSync(real.dockerCli, ['diff', name], { encoding: 'utf8', env }).trim().split('\n');
		expect(diff.length).toBeGreaterThan(4);
		const app = await overview(name, 'Exited');
		await app.press('left');
		expect(tabOf(app.state(), 'containers')).toBe('changes');
		await app.until(() => detailOf(app).includes('deleted'));
		const rows = app.screen().flatMap(row => /││ ([ACD] \/.*?) *│/.exec(row)?.[1] ?? []);
		expect(rows).toEqual(diff.sort((a, b) => (a.slice(2) < b.slice(2) ? -1 : 1)));
		await app.press('c');
		await app.until(() => diff.every(line => app.text().includes(`│ ${line} `)));
	});
});
