import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { type Dashboard, openDashboard } from '../../helpers/dashboard.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { select } from './driving.js';

const { skip, engine: real } = engineOrSkip('registry');
const layers = 12;
/** Bytes of each. */
const layerSize = 6_000_000;

describe.skipIf(skip)('an image of many layers', () => {
	const { signal } = new AbortController();
	let engine: Engine;
	let folder: string;
	let reference: string;
	let app: Dashboard;

	beforeAll(async () => {
		engine = createDockerEngine(await openClient({ url: real.host, origin: 'test' }));
		reference = `${real.registry.server}/plimsoll-layers-${process.pid}:v1`;
		folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-layers-'));
		const names = Array.from({ length: layers }, (_, index) => `part-${index}`);
		for (const name of names) {
			writeFileSync(path.join(folder, name), randomBytes(layerSize));
		}
		const steps = ['FROM scratch', ...names.map(name => `COPY ${name} /`), 'CMD ["/none"]'];
		writeFileSync(path.join(folder, 'Dockerfile'), steps.join('\n'));
		const build = { tags: [reference], buildArgs: {}, labels: { 'plimsoll-test': 'registry' }, noCache: true };
		const stream = engine.images.build(
			{ ...build, context: folder, pull: false, builder: 'classic', auth: [] },
			{ signal },
		);
		for await (const _ of stream) {
		}
		const { server, username, password } = real.registry;
		const auth = Buffer.from(`${username}:${password}`).toString('base64');
		writeFileSync(path.join(folder, 'config.json'), JSON.stringify({ auths: { [server]: { auth } } }));
		app = await openDashboard({ engine, env: { DOCKER_CONFIG: folder } });
		await select(app, 'images', reference);
	});
	afterAll(async () => {
		app.close();
		await engine.images.remove(reference, { force: true }, { signal }).catch(() => {});
		engine.close();
		rmSync(folder, { recursive: true });
	});

	const transferOf = (count: number) => {
		const progress = app.state().tasks[count - 1]?.progress;
		return progress?.kind === 'transfer' ? progress.transfer : undefined;
	};
	const ended = (count: number) =>
		app.until(({ tasks }) => tasks.length === count && tasks[count - 1]?.status !== 'running');

	test('cancels a push at once', async () => {
		await app.press('P', 'enter');
		await app.until(() => (transferOf(1)?.current ?? 0) > layerSize);
		await app.press('c');
		await ended(1);
		expect(app.state().tasks[0]?.status).toBe('cancelled');
		expect(transferOf(1)!.current).toBeLessThan(layers * layerSize);
		await app.press('escape');
	});

	test('pushes with progress that only grows, and finds every layer on a second push', async () => {
		const seen: number[] = [];
		const stop = app.runtime.store.subscribe(() => {
			const now = transferOf(2)?.current;
			if (now !== undefined && now !== seen.at(-1)) {
				seen.push(now);
			}
		});
		await app.press('P', 'enter');
		await ended(2);
		stop();
		expect(app.state().tasks[1]).toMatchObject({ status: 'done', outcome: expect.stringMatching(/^digest: sha256:/) });
		expect(seen.length).toBeGreaterThan(3);
		expect(seen).toEqual([...seen].sort((a, b) => a - b));
		const pushed = transferOf(2)!;
		expect(pushed.layers).toHaveLength(layers);
		expect(pushed.layers.every(layer => layer.done)).toBe(true);
		expect(pushed.current).toBe(pushed.total);
		await app.press('escape', 'P', 'enter');
		await ended(3);
		expect(transferOf(3)!.layers.every(layer => layer.existed)).toBe(true);
		await app.press('escape');
	});

	test('pulls every layer with the same digest', async () => {
		await engine.images.remove(reference, { force: true }, { signal });
		await app.press('p');
		await app.type(reference);
		await app.press('enter');
		await ended(4);
		const tasks = app.state().tasks;
		expect(tasks[3]).toMatchObject({ status: 'done', outcome: tasks[1]?.outcome });
		const pulled = transferOf(4)!;
		expect(pulled.layers).toHaveLength(layers);
		expect(pulled.layers.map(({ status }) => status)).toEqual(Array(layers).fill('Pull complete'));
		expect(pulled.current).toBeGreaterThan(layers * layerSize * 0.99);
	});
});
