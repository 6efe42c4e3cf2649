import { expect, test } from 'vitest';
import { isAbort } from '../../../source/engine/errors.js';
import { endsQuietly, failure, type Kit, take } from './kit.js';

/** Statistics, logs and events, and their ends. */
export function streaming(kit: Kit): void {
	const engineTime = async () => (await kit.engine.system.ping(kit.call)).time ?? Number.NaN;

	test('streams statistics with an earlier CPU reading from the second sample on', async () => {
		const id = await kit.idle();
		const [first, second] = await take(kit.engine.containers.stats(id, kit.call), 2);
		if (!kit.expected.isPodman) {
			expect(first?.precpu_stats.system_cpu_usage ?? 0).toBe(0);
		}
		expect(first?.cpu_stats.system_cpu_usage).toBeGreaterThan(0);
		expect(second?.precpu_stats.cpu_usage.total_usage).toBe(first?.cpu_stats.cpu_usage.total_usage);
		expect(second?.cpu_stats.cpu_usage.total_usage).toBeGreaterThanOrEqual(first?.cpu_stats.cpu_usage.total_usage ?? 0);
		expect(second?.cpu_stats.online_cpus).toBeGreaterThan(0);
		expect(second?.memory_stats.limit).toBeGreaterThan(0);
		expect(second?.pids_stats?.current).toBe(kit.expected.is.cgroups ? 1 : undefined);
	});

	test('returns a single sample with an earlier CPU reading', async () => {
		const id = await kit.idle();
		const sample = await kit.engine.containers.statsOnce(id, kit.call);
		expect(sample.precpu_stats.system_cpu_usage).toBeGreaterThan(0);
		expect(sample.cpu_stats.system_cpu_usage).toBeGreaterThan(sample.precpu_stats.system_cpu_usage ?? 0);
	});

	test('returns an empty sample or a conflict for a stopped container', async () => {
		const id = await kit.create(['true']);
		if (kit.expected.isPodman) {
			const error = await failure(take(kit.engine.containers.stats(id, kit.call), 1));
			expect(error).toMatchObject({ kind: 'conflict', message: 'container is stopped' });
			return;
		}
		const [sample] = await take(kit.engine.containers.stats(id, kit.call), 1);
		expect(sample?.read).toMatch(/^0001-01-01T00:00:00/);
		expect(sample?.memory_stats.usage ?? 0).toBe(0);
	});

	test('reports the memory limit in a sample', async () => {
		const id = await kit.idle({}, { Memory: 32 * 2 ** 20 });
		const [sample] = await take(kit.engine.containers.stats(id, kit.call), 1);
		if (!kit.expected.is.cgroups) {
			const { memory } = await kit.engine.system.host(kit.call);
			expect(sample?.memory_stats.limit).toBe(memory);
			return;
		}
		expect(sample?.memory_stats.limit).toBe(32 * 2 ** 20);
	});

	test('returns log lines of both streams with their times', async () => {
		const lines = await kit.outputOf(['sh', '-c', 'echo to out; echo to err >&2']);
		expect(lines.find(line => line.stream === 'stdout')?.text).toBe('to out');
		expect(lines.find(line => line.stream === 'stderr')?.text).toBe('to err');
		expect(lines.every(line => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/.test(line.time))).toBe(true);
	});

	test('returns the log of a terminal as one stream, without carriage returns', async () => {
		const lines = await kit.outputOf(['sh', '-c', 'echo one; echo two >&2'], { Tty: true });
		expect(lines.map(({ stream, text }) => `${stream} ${text}`)).toEqual(['stdout one', 'stdout two']);
	});

	test('returns only the newest log lines with tail', async () => {
		const id = await kit.run(['sh', '-c', 'seq 2000']);
		await kit.engine.containers.wait(id, 'not-running', kit.call);
		expect((await kit.logs(id, { tail: 3 })).map(line => line.text)).toEqual(['1998', '1999', '2000']);
		expect(await kit.logs(id)).toHaveLength(2000);
		expect(await kit.logs(id, { tail: 0 })).toEqual([]);
	});

	test('returns only log lines after a time with since', async () => {
		const id = await kit.run(['sh', '-c', 'echo early; sleep 1.2; echo late']);
		await kit.engine.containers.wait(id, 'not-running', kit.call);
		const [early, late] = await kit.logs(id);
		const between = (Date.parse(early?.time ?? '') + Date.parse(late?.time ?? '')) / 2000;
		expect((await kit.logs(id, { since: between })).map(line => line.text)).toEqual(['late']);
		expect((await kit.logs(id, { until: between })).map(line => line.text)).toEqual(['early']);
	});

	test('returns the lines before a time with until, if tail includes the lines after it', async () => {
		const id = await kit.run(['sh', '-c', 'seq 50; sleep 1.2; seq 51 60']);
		await kit.engine.containers.wait(id, 'not-running', kit.call);
		const lines = await kit.logs(id);
		const until = Date.parse(lines.find(({ text }) => text === '51')?.time ?? '') / 1000 - 0.1;
		const texts = async (tail: number) => (await kit.logs(id, { until, tail })).map(line => line.text);
		expect((await texts(15)).slice(-5)).toEqual(['46', '47', '48', '49', '50']);
		expect(await texts(1000)).toHaveLength(50);
	});

	test('follows a log until the container stops', async () => {
		const id = await kit.run(['sh', '-c', 'echo one; sleep 0.3; echo two; sleep 0.3; echo three']);
		expect((await kit.logs(id, { follow: true })).map(line => line.text)).toEqual(['one', 'two', 'three']);
	});

	test('keeps the log of a paused container open', async () => {
		const id = await kit.run(['sh', '-c', 'i=0; while true; do i=$((i+1)); echo "number $i"; sleep 0.05; done']);
		if (await kit.lacksCgroups(() => kit.engine.containers.pause(id, kit.call))) {
			return;
		}
		const options = { follow: true, tty: false } as const;
		let paused = 0;
		for await (const lines of kit.engine.containers.logs(id, options, kit.call)) {
			if (lines.length > 0 && paused === 0) {
				await kit.engine.containers.pause(id, kit.call);
				await kit.engine.containers.unpause(id, kit.call);
				paused = 1;
			} else if (lines.length > 0 && ++paused > 20) {
				break;
			}
		}
		expect(paused).toBeGreaterThan(20);
	});

	test('keeps colours in a log, but no other control sequence', async () => {
		const lines = await kit.outputOf(['printf', '\\033[31mred\\033[0m \\033[2Jrest\\n']);
		expect(lines.map(line => line.text)).toEqual(['\x1b[31mred\x1b[0m rest']);
	});

	test('returns the events since a time', async () => {
		const since = Date.now() / 1000 - 1;
		const id = await kit.run(['true']);
		await kit.engine.containers.wait(id, 'not-running', kit.call);
		const actions: string[] = [];
		const controller = new AbortController();
		for await (const event of kit.engine.system.events({ signal: controller.signal, since })) {
			if (event.id === id) {
				actions.push(event.action);
			}
			if (actions.includes('die')) {
				break;
			}
		}
		expect(actions.slice(0, 1).concat(actions.slice(-2))).toEqual(['create', 'start', 'die']);
	});

	test('returns the events between two times, and ends', async () => {
		const since = await engineTime();
		const id = await kit.run(['true']);
		await kit.engine.containers.wait(id, 'not-running', kit.call);
		// The engine's time has whole seconds: wait for the next second, so that `until` includes this one.
		let until = await engineTime();
		for (const last = until; until < last + 1000; ) {
			until = await engineTime();
		}
		const actions: string[] = [];
		const times: unknown[] = [];
		const range = { since: since / 1000, until: until / 1000 };
		for await (const event of kit.engine.system.events({ ...kit.call, ...range, ready: time => times.push(time) })) {
			if (event.id === id) {
				actions.push(event.action);
			}
		}
		expect(actions).toEqual(expect.arrayContaining(['create', 'start', 'die']));
		expect(times).toEqual([expect.any(Number)]);
		for await (const event of kit.engine.system.events({ ...kit.call, since: since / 1000, until: since / 1000 })) {
			expect(event.at).toBeLessThanOrEqual(since);
		}
	});

	test.each(['stats', 'logs', 'events'] as const)(
		'ends the stream of %s without an error when it is aborted',
		async kind => {
			const id = await kit.run(['sh', '-c', 'while true; do echo tick; sleep 0.05; done']);
			const controller = new AbortController();
			const { signal } = controller;
			const stream = {
				stats: () => kit.engine.containers.stats(id, { signal }),
				logs: () => kit.engine.containers.logs(id, { follow: true, tty: false }, { signal }),
				events: () => kit.engine.system.events({ signal, ready: () => controller.abort() }),
			}[kind]();
			expect(await endsQuietly(stream, controller, 'after an item')).toBe(true);
		},
	);

	test('ends the output of an exec without an error when it is aborted', async () => {
		const id = await kit.idle();
		const controller = new AbortController();
		const session = await kit.engine.containers.exec(
			id,
			{ command: ['cat'], tty: false, stdin: true },
			{ signal: controller.signal },
		);
		expect(await endsQuietly(session.output, controller, 'at once')).toBe(true);
	});

	test('rejects a call that is aborted before or during its request', async () => {
		const id = await kit.idle();
		const before = await kit.engine.containers
			.inspect(id, { signal: AbortSignal.abort() })
			.catch((error: unknown) => error);
		expect(isAbort(before)).toBe(true);
		const controller = new AbortController();
		const calls = [
			kit.engine.containers.wait(id, 'not-running', { signal: controller.signal }),
			kit.engine.containers.statsOnce(id, { signal: controller.signal }),
		];
		const settled = Promise.allSettled(calls);
		await kit.engine.system.ping(kit.call);
		controller.abort();
		for (const result of await settled) {
			expect(result.status === 'rejected' && isAbort(result.reason)).toBe(true);
		}
	});

	test('answers not-found to every stream of a missing container', async () => {
		const missing = kit.name();
		expect(await failure(take(kit.engine.containers.stats(missing, kit.call), 1))).toMatchObject({ kind: 'not-found' });
		expect(
			await failure(take(kit.engine.containers.logs(missing, { follow: true, tty: false }, kit.call), 1)),
		).toMatchObject({ kind: 'not-found' });
	});
}
