import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { engineOrSkip } from '../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../helpers/engine/scene.js';
import { type RecordingProxy, startRecordingProxy } from '../helpers/proxy/recording-proxy.js';
import { closeTerminals, type Terminal } from '../helpers/terminal/terminal.js';
import { filter, openPlimsoll } from './plimsoll.js';

const { skip, engine } = engineOrSkip();
const folder = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-live-'));

afterAll(() => rmSync(folder, { recursive: true }));

describe.skipIf(skip)('a change by another client', () => {
	let scene: Scene;
	let proxy: RecordingProxy;
	let terminal: Terminal;
	beforeAll(() => {
		scene = createScene(engine, 'live');
	});
	beforeEach(async () => {
		proxy = await startRecordingProxy({ target: engine.host, listen: path.join(folder, 'live.sock') });
		terminal = openPlimsoll({ host: proxy.host });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene.mark);
		await terminal.until('· 0 found');
	});
	afterEach(async () => {
		await closeTerminals();
		await proxy.close();
		await scene.clear();
	});

	test('is on screen within half a second without another list of everything', async () => {
		const name = new RegExp(`^│.. new-${scene.mark}`, 'm');
		const id = await scene.create('new', ['sleep', '1000']);
		await terminal.until(name);
		await scene.post(`/containers/${id}/start`);
		await terminal.until(/● new-x/);
		proxy.forget();
		await scene.delete(`/containers/${id}?force=1`);
		await terminal.until(screen => !name.test(screen.join('\n')));
		await terminal.until('· 0 found');
		// kill, die, network disconnect and destroy arrive in one burst; none causes a list of all containers.
		const whole = proxy.of('GET /containers/json').filter(({ query }) => !query.get('filters')?.includes('"id"'));
		expect(whole).toEqual([]);
		expect(
			proxy.of('GET /containers/json').filter(({ query }) => query.get('filters')?.includes(id)).length,
		).toBeLessThanOrEqual(2);
	});

	test('causes no request when it is an exec or a health check', async () => {
		const id = await scene.idle('busy');
		await terminal.until(/● busy-x.*\d%/);
		proxy.forget();
		for (let round = 0; round < 10; round++) {
			const { Id } = (await scene.post(`/containers/${id}/exec`, { Cmd: ['true'] })) as { Id: string };
			await scene.post(`/exec/${Id}/start`, { Detach: false });
		}
		await scene.create('mark', ['true']);
		await terminal.until(/mark-x/);
		// The dashboard asks about other tests' containers on the same engine as well.
		const asked = proxy.of('GET /containers/json').map(({ query }) => query.get('filters') ?? '');
		expect(asked.filter(filters => filters.includes(id))).toEqual([]);
		expect(proxy.of('GET /containers/*/json').map(({ path }) => path)).not.toContain(`/containers/${id}/json`);
	});

	test('moves the tag of an image: IMAGE becomes the short id that docker ps has', async () => {
		const tag = `moved-${scene.mark}`;
		await scene.post(`/images/${encodeURIComponent(engine.busybox)}/tag?repo=${tag}&tag=v1`);
		const id = await scene.idle('old', { Image: `${tag}:v1` });
		try {
			await terminal.until(new RegExp(`● old-${scene.mark} .*:v1`));
			await scene.post(`/commit?container=${id}&repo=${tag}&tag=v1`);
			const [row] = (await scene.get(`/containers/json?filters={"id":["${id}"]}`)) as { ImageID: string }[];
			const short = row!.ImageID.replace('sha256:', '').slice(0, 12);
			await terminal.until(new RegExp(`● old-${scene.mark} .*${short.slice(-6)}`));
		} finally {
			await scene.delete(`/containers/${id}?force=1`);
			await scene.delete(`/images/${tag}:v1?force=1`);
		}
	});

	test('is shown after a reconnect when it happened while the engine was gone', async () => {
		await scene.idle('first');
		await terminal.until(/● first-x/);
		await proxy.down();
		await terminal.until(/reconnecting/i);
		expect(terminal.screen().join('\n')).toMatch(/first-x/);
		await scene.idle('second');
		await proxy.up();
		await terminal.until(/● second-x.*\d%/);
		await terminal.until(screen => !/reconnecting/i.test(screen.join('\n')));
		expect(terminal.screen().join('\n')).toMatch(/● first-x/);
	});
});

describe.skipIf(skip)('sixty running containers', () => {
	let scene: Scene;
	let proxy: RecordingProxy;
	beforeAll(async () => {
		scene = createScene(engine, 'many');
		proxy = await startRecordingProxy({ target: engine.host, listen: path.join(folder, 'many.sock') });
		for (let batch = 0; batch < 6; batch++) {
			await Promise.all(Array.from({ length: 10 }, (_, index) => scene.run(`m${batch}${index}`, ['sleep', '1000'])));
		}
	});
	afterAll(async () => {
		await closeTerminals();
		await proxy.close();
		await scene.clear();
	});

	test('need at most four connections more than visible rows, also after scrolling to the end and back', async () => {
		const terminal = openPlimsoll({ host: proxy.host, columns: 120, rows: 40 });
		await terminal.until(/1 Containers \d/);
		await filter(terminal, scene.mark);
		await terminal.until('· 60 found');
		const rows = () => terminal.screen().filter(row => row.includes(`-${scene.mark}`) && /^│ ●/.test(row)).length;
		await terminal.until(screen => {
			const running = screen.filter(row => /^│ ● m\d\d-x/.test(row));
			return running.length > 10 && running.every(row => /\d%/.test(row));
		});
		const visible = rows();
		await proxy.settled('GET /containers/*/stats', visible);
		expect(proxy.connections).toBeLessThanOrEqual(visible + 4);
		await terminal.press('G');
		await terminal.until(/m59-x/);
		for (let step = 0; step < 59; step++) {
			await terminal.press('k');
		}
		await terminal.until(/m00-x/);
		await terminal.until(screen => screen.filter(row => /^│ ● m\d\d-x.*\d%/.test(row)).length === visible);
		await proxy.settled('GET /containers/*/stats', visible);
		expect(proxy.connections).toBeLessThanOrEqual(visible + 4);
	});
});
