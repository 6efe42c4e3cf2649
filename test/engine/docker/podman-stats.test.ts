import { describe, expect, onTestFinished, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { pong, stub } from './connect/helpers/servers.js';

const { signal } = new AbortController();

/** A sample as Podman 5 sends it; its first one has no earlier CPU time. */
const sample = (used: number, before?: number) => ({
	read: '2026-05-17T03:04:05Z',
	cpu_stats: { cpu_usage: { total_usage: used }, system_cpu_usage: used * 10, online_cpus: 2 },
	precpu_stats:
		before === undefined ? { cpu_usage: {} } : { cpu_usage: { total_usage: before }, system_cpu_usage: before * 10 },
	memory_stats: { usage: 4096, limit: 8192 },
});

/** An engine that answers a single sample with `once`, and a stream with `frames`. */
async function engineWith(once: object, frames: readonly object[] = []) {
	const server = await stub(({ url = '' }) => {
		if (url.endsWith('/_ping')) {
			return pong('1.41');
		}
		const isSingle = url.includes('stream=0');
		return { body: (isSingle ? [once] : frames).map(each => `${JSON.stringify(each)}\n`).join('') };
	});
	const engine = createDockerEngine(await openClient(server.endpoint, { configFolder: '/nowhere', env: {} }));
	onTestFinished(() => engine.close());
	const streams = () => server.requests.filter(({ url = '' }) => /stats\?stream=(1|true)/.test(url)).length;
	return { engine, streams };
}

describe('one sample of a container', () => {
	test('comes from the second frame of a stream if the engine sends no earlier CPU time', async () => {
		const { engine, streams } = await engineWith(sample(500), [sample(600), sample(700, 600), sample(800, 700)]);
		const { cpu_stats, precpu_stats } = await engine.containers.statsOnce('a1', { signal });
		expect([cpu_stats.cpu_usage.total_usage, precpu_stats.cpu_usage.total_usage]).toEqual([700, 600]);
		expect(streams()).toBe(1);
	});

	test('is the engine’s own if it has an earlier CPU time, or if no frame has one', async () => {
		const docker = await engineWith(sample(500, 400), [sample(600, 500)]);
		expect((await docker.engine.containers.statsOnce('a1', { signal })).cpu_stats.cpu_usage.total_usage).toBe(500);
		expect(docker.streams()).toBe(0);
		const idle = await engineWith(sample(500), [sample(600)]);
		expect((await idle.engine.containers.statsOnce('a1', { signal })).cpu_stats.cpu_usage.total_usage).toBe(600);
		const silent = await engineWith(sample(500));
		expect((await silent.engine.containers.statsOnce('a1', { signal })).cpu_stats.cpu_usage.total_usage).toBe(500);
	});

	test('of a container that does not run is an error, although its status is a success', async () => {
		const words = 'container is stopped: container is not running';
		const error = { cause: 'container is stopped', message: words, response: 409 };
		const { engine } = await engineWith(error, [error]);
		await expect(engine.containers.statsOnce('a1', { signal })).rejects.toMatchObject({
			kind: 'conflict',
			message: words,
		});
		const read = async () => {
			for await (const _ of engine.containers.stats('a1', { signal })) {
				expect.unreachable('there is a sample');
			}
		};
		await expect(read()).rejects.toMatchObject({ kind: 'conflict', message: words });
	});
});
