import { expect, test } from 'vitest';
import { failure, type Kit } from './kit.js';

/** Lists, inspect, top, changes, host. */
export function looking(kit: Kit): void {
	test('answers a ping with the engine’s time in whole seconds', async () => {
		const { time = Number.NaN } = await kit.engine.system.ping(kit.call);
		expect(time % 1000).toBe(0);
		expect(new Date(time).getUTCFullYear()).toBeGreaterThan(2020);
	});

	test('describes its host', async () => {
		const host = await kit.engine.system.host(kit.call);
		expect(host.version).toMatch(/^\d+\.\d+/);
		expect(host.cpus).toBeGreaterThan(0);
		expect(host.memory).toBeGreaterThan(2 ** 20);
		expect(['1', '2']).toContain(host.cgroupVersion);
	});

	test('lists a running container', async () => {
		const id = await kit.idle({ Labels: { colour: 'blue' } });
		const row = (await kit.engine.containers.list(kit.call)).find(container => container.id === id);
		expect(row).toMatchObject({ state: 'running', health: 'none', image: kit.busybox, command: 'sleep 1000' });
		expect(row?.labels).toMatchObject({ colour: 'blue', 'plimsoll-test': 'contract' });
		expect(row?.name).toMatch(/^plimsoll-contract-/);
		expect(row?.status).toMatch(/^Up /);
		expect(row?.imageId).toMatch(/^sha256:[0-9a-f]{64}$/);
		// Whole seconds, by the engine's clock.
		const { startedAt } = await kit.engine.containers.inspect(id, kit.call);
		expect((startedAt ?? 0) - (row?.createdAt ?? 0)).toBeGreaterThanOrEqual(0);
		expect((startedAt ?? 0) - (row?.createdAt ?? 0)).toBeLessThan(600_000);
	});

	test('lists created and exited containers, too, with docker’s status texts', async () => {
		const created = await kit.create(['true']);
		const ended = await kit.run(['sh', '-c', 'exit 3']);
		await kit.engine.containers.wait(ended, 'not-running', kit.call);
		const rows = await kit.engine.containers.list(kit.call);
		expect(rows.find(({ id }) => id === created)).toMatchObject({ state: 'created', status: 'Created' });
		// Some engines list a container as running for a moment after its end.
		const status = async () => (await kit.engine.containers.list(kit.call)).find(({ id }) => id === ended)?.status;
		await expect.poll(status).toMatch(/^Exited \(3\) .* ago$/);
	});

	test('filters the list of containers', async () => {
		const id = await kit.idle({ Labels: { only: kit.name() } });
		const { labels } = (await kit.engine.containers.inspect(id, kit.call)).raw as { labels?: unknown };
		expect(labels).toBeUndefined();
		const rows = await kit.engine.containers.list({ ...kit.call, filters: { id: [id], status: ['running'] } });
		expect(rows.map(row => row.id)).toEqual([id]);
		await expect(
			kit.engine.containers.list({ ...kit.call, filters: { id: [id], status: ['exited'] } }),
		).resolves.toEqual([]);
	});

	test('inspects a running container', async () => {
		const id = await kit.idle({ Env: ['COLOUR=blue'], WorkingDir: '/tmp', Hostname: 'ship' });
		const detail = await kit.engine.containers.inspect(id, kit.call);
		expect(detail).toMatchObject({
			id,
			exitCode: 0,
			oomKilled: false,
			tty: false,
			restartCount: 0,
			workdir: '/tmp',
			hostname: 'ship',
			cmd: ['sleep', '1000'],
		});
		expect(detail.env).toContain('COLOUR=blue');
		expect(detail.pid).toBeGreaterThan(0);
		expect(detail.startedAt).toBeGreaterThan(1e12);
		expect(detail.finishedAt).toBe(0);
		expect(detail.raw).toMatchObject({ Id: id, State: { Status: 'running', Running: true } });
	});

	test('finds a container by its name and by the start of its id', async () => {
		const id = await kit.idle();
		const { raw } = await kit.engine.containers.inspect(id, kit.call);
		const name = (raw as { Name: string }).Name.slice(1);
		expect((await kit.engine.containers.inspect(name, kit.call)).id).toBe(id);
		expect((await kit.engine.containers.inspect(id.slice(0, 12), kit.call)).id).toBe(id);
	});

	test('keeps the times and the exit code of an exited container', async () => {
		const id = await kit.run(['sh', '-c', 'exit 7']);
		await expect(kit.engine.containers.wait(id, 'not-running', kit.call)).resolves.toBe(7);
		const detail = await kit.engine.containers.inspect(id, kit.call);
		expect(detail).toMatchObject({ exitCode: 7, pid: 0 });
		// Two processes of the engine take the two times: a short run may end before it starts.
		expect(detail.finishedAt).toBeGreaterThan(detail.startedAt - 1000);
	});

	test('lists the processes of a container', async () => {
		const id = await kit.idle();
		if (await kit.lacksCgroups(() => kit.engine.containers.top(id, kit.call))) {
			return;
		}
		const { titles, rows } = await kit.engine.containers.top(id, kit.call);
		const column = titles.findIndex(title => /^(CMD|COMMAND)$/.test(title));
		expect(rows.map(row => row[column])).toEqual(['sleep 1000']);
		expect(rows[0]).toHaveLength(titles.length);
	});

	test('refuses to list the processes of a stopped container', async () => {
		const id = await kit.create(['true']);
		expect(await failure(kit.engine.containers.top(id, kit.call))).toMatchObject({
			kind: 'conflict',
			message: kit.expected.words(/is not running$/),
		});
	});

	test('lists the files that a container has changed', async () => {
		const id = await kit.idle();
		await kit.exec(id, ['touch', '/tmp/new-file']);
		expect(await kit.engine.containers.changes(id, kit.call)).toContainEqual({ kind: 'added', path: '/tmp/new-file' });
	});
}
