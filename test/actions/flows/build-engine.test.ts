import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { kindOf } from '../../../source/actions/failure.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import type { Task } from '../../../source/state/tasks/task.js';
import { type Dashboard, openDashboard } from '../../helpers/dashboard.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { countProcesses } from '../../helpers/processes.js';

const { skip, engine: real } = engineOrSkip();
const label = 'plimsoll-test=build-flow';

/** Seconds that an endless step sleeps: no other process of this machine has that number. */
const endless = 60_000_000 + process.pid;

const sleepers = () => countProcesses(['sleep', String(endless)]);

describe.skipIf(skip).each(['buildkit', 'classic'] as const)('a build by keys with %s', builder => {
	const { signal } = new AbortController();
	let engine: Engine;
	let folder: string;
	let app: Dashboard;

	beforeAll(async () => {
		const docker = createDockerEngine(await openClient({ url: real.host, origin: 'test' }));
		const host: Engine['system']['host'] = async call => ({
			...(await docker.system.host(call)),
			buildkit: builder === 'buildkit',
		});
		engine = { ...docker, system: { ...docker.system, host } };
	});
	afterAll(() => engine.close());
	beforeEach(() => {
		folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-flow-'));
	});
	afterEach(async () => {
		app.close();
		rmSync(folder, { recursive: true });
		for (const { id } of await engine.containers.list({ signal, filters: { label: [label] } })) {
			await engine.containers.remove(id, { force: true, volumes: true }, { signal }).catch(ignoreRemoving);
		}
		const made = await engine.images.list({ signal, all: false });
		for (const image of made.filter(({ labels }) => labels['plimsoll-test'] === 'build-flow')) {
			await engine.images.remove(image.id, { force: true }, { signal });
		}
	});

	async function build(...lines: string[]): Promise<void> {
		writeFileSync(path.join(folder, 'Dockerfile'), [`FROM ${real.busybox}`, `LABEL ${label}`, ...lines, ''].join('\n'));
		app = await openDashboard({ engine, cwd: folder });
		await app.until(state => state.lists.images.status === 'ready' && state.host !== undefined);
		await app.press('2', 'b', 'enter');
		await app.until(state => state.tasks.length === 1);
	}
	const task = (): Task => app.state().tasks[0]!;
	const ended = () => app.until(() => task().status !== 'running');

	test('creates an image, lists it and shows its size', async () => {
		writeFileSync(path.join(folder, 'app.txt'), 'hello');
		await build('COPY app.txt /', `RUN tee /copy < /app.txt; echo ' ${path.basename(folder)}'`, 'CMD ["sh"]');
		await ended();
		expect(task().outcome).toMatch(/^[0-9a-f]{12} · [\d.]+MB · 3 layers$/);
		expect(app.text()).toMatch(/✓ .*RUN tee \/copy/);
		const tag = `${path.basename(folder).toLowerCase()}:latest`;
		await app.until(state => state.lists.images.items.some(image => image.tags.includes(tag)));
		await app.press('enter');
		expect(app.text()).toMatch(new RegExp(`^ *[│ ]*hello ${path.basename(folder)}`, 'm'));
		await app.press('escape', 'r');
		const image = app.state().lists.images.items.find(({ tags }) => tags.includes(tag));
		expect(app.state().panes.images.selected).toBe(image?.id);
	});

	test('fails with the exit code, and keeps the output of the step that failed', async () => {
		await build(`RUN echo ${path.basename(folder)}; exit 3`);
		await ended();
		expect(task()).toMatchObject({ status: 'failed', outcome: expect.stringMatching(/code: 3\b/) });
		expect(task().tail?.join('\n')).toContain(path.basename(folder));
		expect(app.text()).toMatch(/✗ .*RUN echo/);
	});

	test('names the invalid line of a Dockerfile', async () => {
		await build('FORM scratch');
		await ended();
		expect(task()).toMatchObject({
			status: 'failed',
			outcome: expect.stringMatching(/line 3: unknown instruction: FORM/),
		});
		expect(app.text()).toContain('unknown instruction: FORM');
	});

	test('cancels the engine’s build with c', async () => {
		await build(`RUN echo ${path.basename(folder)}; sleep ${endless}`);
		await app.untilText(new RegExp(`│ ${path.basename(folder)}`));
		// Only here can we see what the engine runs: BuildKit's steps are no containers.
		const local = process.platform === 'linux' && real.host.startsWith('unix:');
		if (local) {
			await expect.poll(sleepers).not.toBe(0);
		}
		await app.press('c');
		await ended();
		expect(task().status).toBe('cancelled');
		if (local) {
			await expect.poll(sleepers).toBe(0);
		}
		const running = async () =>
			(await engine.containers.list({ signal, filters: { label: [label], status: ['running'] } })).length;
		await expect.poll(running).toBe(0);
	});
});

/** The engine takes the container of a build that was cancelled away by itself. */
function ignoreRemoving(error: unknown): void {
	if (!['conflict', 'not-found'].includes(String(kindOf(error)))) {
		throw error;
	}
}
