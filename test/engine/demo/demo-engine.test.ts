import { expect, test } from 'vitest';
import type { EngineEvent } from '../../../source/domain/nouns/events.js';
import type { BuildEvent } from '../../../source/domain/progress/progress.js';
import { createDemoEngine } from '../../../source/engine/demo/demo-engine.js';
import { manualClock } from '../../../source/engine/demo/world/clock.js';
import type { BuildOptions, Engine } from '../../../source/engine/engine.js';
import { EngineError } from '../../../source/engine/errors.js';

const call = { signal: new AbortController().signal };

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
	const items: T[] = [];
	for await (const item of stream) {
		items.push(item);
	}
	return items;
}

/** Collects the events of a number of seconds. */
async function happenings(
	engine: Engine,
	clock: ReturnType<typeof manualClock>,
	seconds: number,
): Promise<EngineEvent[]> {
	const controller = new AbortController();
	const seen = all(engine.system.events({ signal: controller.signal }));
	await clock.advance(seconds * 1000);
	controller.abort();
	return seen;
}

test('the demo engine is the same for the same seed and differs for another seed', async () => {
	const world = async (seed: number) => {
		const clock = manualClock();
		const engine = createDemoEngine({ seed, clock });
		const events = await happenings(engine, clock, 120);
		const logs = await all(engine.containers.logs('api', { follow: false, tail: 50, tty: false }, call));
		return JSON.stringify([await engine.containers.list(call), await engine.images.list(call), events, logs]);
	};
	expect(await world(7)).toBe(await world(7));
	expect(await world(7)).not.toBe(await world(8));
});

test('the fleet has containers in every state', async () => {
	const rows = await createDemoEngine({ clock: manualClock() }).containers.list(call);
	expect(new Set(rows.map(row => row.state))).toEqual(
		new Set(['running', 'exited', 'restarting', 'paused', 'created']),
	);
	expect(rows.find(row => row.name === 'batch')?.status).toBe('Exited (137) 2 hours ago');
	expect(rows.some(row => row.status.endsWith('(unhealthy)'))).toBe(true);
	expect(rows.flatMap(row => row.ports).some(port => port.protocol === 'udp' && port.ip === '::')).toBe(true);
});

test('the web app stays near its CPU limit and never exceeds it', async () => {
	const clock = manualClock();
	const engine = createDemoEngine({ clock });
	const controller = new AbortController();
	const percents: number[] = [];
	const follow = async () => {
		for await (const sample of engine.containers.stats('web', { signal: controller.signal })) {
			const cpu = sample.cpu_stats.cpu_usage.total_usage - sample.precpu_stats.cpu_usage.total_usage;
			const system = (sample.cpu_stats.system_cpu_usage ?? 0) - (sample.precpu_stats.system_cpu_usage ?? 0);
			if (sample.precpu_stats.system_cpu_usage) {
				percents.push((cpu / system) * 8 * 100);
			}
			expect(sample.memory_stats.usage).toBeLessThanOrEqual(300 * 2 ** 20);
		}
	};
	const following = follow();
	await clock.advance(300_000);
	controller.abort();
	await following;
	expect(percents.length).toBeGreaterThan(290);
	expect(Math.max(...percents)).toBeLessThanOrEqual(20.01);
	expect(Math.min(...percents)).toBeGreaterThan(5);
	expect(Math.max(...percents) - Math.min(...percents)).toBeGreaterThan(1);
});

test('timers run while a client watches the events, and stop without one', async () => {
	const clock = manualClock();
	const engine = createDemoEngine({ clock });
	const events = await happenings(engine, clock, 180);
	const actions = new Set(events.map(event => event.action));
	for (const action of ['create', 'start', 'die', 'destroy', 'connect', 'disconnect']) {
		expect(actions).toContain(action);
	}
	expect(
		events.filter(event => event.action === 'start' && event.attributes.name === 'migrate').length,
	).toBeGreaterThan(1);
	expect(clock.sleepers).toBe(0);
});

test('a second container cannot publish the same port', async () => {
	const engine = createDemoEngine({ clock: manualClock() });
	const body = { Image: 'nginx:1.29', HostConfig: { PortBindings: { '80/tcp': [{ HostPort: '4000' }] } } };
	const { id } = await engine.containers.create({ name: 'second', body }, call);
	await expect(engine.containers.start(id, call)).rejects.toThrow(
		/Bind for 0\.0\.0\.0:4000 failed: port is already allocated/,
	);
	expect((await engine.containers.inspect(id, call)).error).toContain('port is already allocated');
	await engine.containers.stop('web', call);
	await engine.containers.start(id, call);
});

const options: BuildOptions = {
	context: '/src/app',
	tags: ['app:dev'],
	buildArgs: {},
	labels: {},
	noCache: false,
	pull: false,
	builder: 'buildkit',
	auth: [],
};
const steps = (events: readonly BuildEvent[]) =>
	events.flatMap(event => (event.kind === 'vertex' && event.vertex.completedAt ? [event.vertex] : []));

test('a second build uses the cache', async () => {
	const engine = createDemoEngine({ clock: manualClock() });
	const first = await all(engine.images.build(options, call));
	expect(steps(first).every(step => !step.cached)).toBe(true);
	expect(first.at(-1)).toEqual({ kind: 'message', message: { aux: { ID: expect.stringMatching(/^sha256:/) } } });
	expect((await engine.images.inspect('app:dev', call)).cmd).toEqual(['python3', 'app.py']);
	expect(steps(await all(engine.images.build(options, call))).every(step => step.cached)).toBe(true);
});

test('a build with the argument FAIL fails', async () => {
	const engine = createDemoEngine({ clock: manualClock() });
	const error = await all(engine.images.build({ ...options, buildArgs: { FAIL: '1' } }, call)).catch(
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(EngineError);
	expect(error).toMatchObject({ kind: 'stream', exitCode: 1, message: expect.stringContaining('exit code: 1') });
});

test('a pull and a push report each layer, and a wrong password is refused', async () => {
	const engine = createDemoEngine({ clock: manualClock() });
	const pulled = await all(engine.images.pull('team/tool:2', {}, call));
	expect(
		pulled.some(
			({ status, current, total }) => status === 'Downloading' && current !== undefined && current <= (total ?? 0),
		),
	).toBe(true);
	const auth = { server: 'registry.example.com', username: 'ada', password: 'secret' };
	await engine.images.tag('team/tool:2', 'registry.example.com/tool:2', call);
	const pushed = await all(engine.images.push('registry.example.com/tool:2', { auth }, call));
	expect(pushed.at(-1)?.aux).toMatchObject({ Tag: '2', Digest: expect.stringMatching(/^sha256:/) });
	await expect(all(engine.images.push('registry.example.com/tool:2', {}, call))).rejects.toThrow('unauthorized');
	await expect(engine.system.login({ ...auth, password: 'wrong' }, call)).rejects.toMatchObject({
		kind: 'unauthorized',
	});
	await expect(engine.system.login(auth, call)).resolves.toMatchObject({ status: 'Login Succeeded' });
});

test('an aborted pull rejects and leaves no timer', async () => {
	const clock = manualClock();
	const engine = createDemoEngine({ clock, latency: 10 });
	const controller = new AbortController();
	const pulling = all(engine.images.pull('big/image', {}, { signal: controller.signal })).catch(
		(error: Error) => error.name,
	);
	await clock.advance(200);
	controller.abort();
	expect(await pulling).toBe('AbortError');
	expect(clock.sleepers).toBe(0);
});

test('one image has no shell', async () => {
	const engine = createDemoEngine({ clock: manualClock() });
	const session = await engine.containers.exec('pod-anchor', { command: ['sh'], tty: true, stdin: true }, call);
	const output = await all(session.output);
	expect(new TextDecoder().decode(output[0]?.data)).toContain('executable file not found in $PATH');
	expect(await session.exitCode()).toBe(126);
});

test('ten thousand generated containers have unique ids and names', async () => {
	const rows = await createDemoEngine({ clock: manualClock(), containers: 10_000 }).containers.list(call);
	expect(rows).toHaveLength(10_000);
	expect(new Set(rows.map(row => row.id)).size).toBe(10_000);
	expect(new Set(rows.map(row => row.name)).size).toBe(10_000);
});
