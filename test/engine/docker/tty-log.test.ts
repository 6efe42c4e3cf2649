import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { createScene, type Scene } from '../../helpers/engine/scene.js';

const { skip, engine } = engineOrSkip();

describe.skipIf(skip)('the log of a real container with a TTY', () => {
	let scene: Scene;
	let docker: Engine;
	const { signal } = new AbortController();
	beforeAll(async () => {
		scene = createScene(engine, 'tty-log');
		docker = createDockerEngine(await openClient({ url: engine.host, origin: 'test' }));
	});
	afterAll(async () => {
		docker.close();
		await scene.clear();
	});

	async function logOf(id: string) {
		const lines = [];
		for await (const batch of docker.containers.logs(id, { follow: false, tty: true }, { signal })) {
			lines.push(...batch);
		}
		return lines;
	}

	test('begins a new line after a run that ended in the middle of one', async () => {
		const id = await scene.run('prompt', ['sh', '-c', 'echo ready; printf "/ # "'], { Tty: true });
		for (const _ of [1, 2]) {
			await scene.post(`/containers/${id}/wait`);
			await scene.post(`/containers/${id}/start`);
		}
		await scene.post(`/containers/${id}/wait`);
		const lines = await logOf(id);
		expect(lines.map(({ text }) => text)).toEqual(['ready', '/ # ', 'ready', '/ # ', 'ready', '/ # ']);
		expect(lines.map(({ time }) => time)).toEqual(lines.map(({ time }) => time).sort());
		expect(lines.every(({ time }) => time !== '')).toBe(true);
	});

	test('has no stamp of the engine inside a line of 40 KiB, and shows the last state of a spinner', async () => {
		const script = 'head -c 40960 /dev/zero | tr "\\0" x; echo; printf "10%%\\b\\b\\b90%%\\n"';
		const id = await scene.run('long', ['sh', '-c', script], { Tty: true });
		await scene.post(`/containers/${id}/wait`);
		expect((await logOf(id)).map(({ text }) => text)).toEqual(['x'.repeat(40_960), '90%']);
	});
});
