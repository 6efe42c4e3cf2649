import { expect, test } from 'vitest';
import { failure, type Kit } from './kit.js';

const stubborn = ['sh', '-c', "trap 'exit 3' TERM; echo ready; while true; do sleep 0.05; done"];

/** Start to remove, with their events. */
export function living(kit: Kit): void {
	const state = async (id: string) =>
		(await kit.engine.containers.list({ ...kit.call, filters: { id: [id] } }))[0]?.state;

	test('sends the events of a create and a start in order', async () => {
		const id = await kit.create(['sleep', '1000']);
		const watch = await kit.watch(id);
		await kit.engine.containers.start(id, kit.call);
		kit.expected.actions(await watch.until('start'), ['start']);
		expect(watch.seen.find(event => event.action === 'start')?.attributes).toMatchObject({
			image: kit.busybox,
			'plimsoll-test': 'contract',
		});
		expect(await state(id)).toBe('running');
	});

	test('puts name, requested image and labels into the create event', async () => {
		const since = Date.now() / 1000 - 1;
		const name = kit.name();
		const id = await kit.create(['true'], { Labels: { tier: 'cache' } }, {}, name);
		const controller = new AbortController();
		for await (const event of kit.engine.system.events({ signal: controller.signal, since })) {
			if (event.id !== id) {
				continue;
			}
			expect(event).toMatchObject({ type: 'container', action: 'create' });
			// The event has only these and the image's own labels.
			expect(event.attributes).toMatchObject({ name, image: kit.busybox, 'plimsoll-test': 'contract', tier: 'cache' });
			const [row] = await kit.engine.containers.list({ ...kit.call, filters: { id: [id] } });
			expect(event.attributes).toEqual({ ...row?.labels, name: row?.name, image: row?.image });
			expect(Math.abs(event.at - (row?.createdAt ?? 0))).toBeLessThan(5000);
			break;
		}
	});

	test('accepts a second start and a second stop', async () => {
		const id = await kit.idle();
		await kit.engine.containers.start(id, kit.call);
		await kit.engine.containers.stop(id, { ...kit.call, timeout: 0 });
		await kit.engine.containers.stop(id, { ...kit.call, timeout: 0 });
		expect(await state(id)).toBe('exited');
	});

	test('sends the events kill, die with the exit code, and stop for a stop', async () => {
		const id = await kit.run(stubborn);
		await followUntil(kit, id, 'ready');
		const watch = await kit.watch(id);
		await kit.engine.containers.stop(id, { ...kit.call, timeout: 10 });
		kit.expected.actions(await watch.until(...kit.expected.either(['stop', 'die'], ['die'])), ['kill', 'die', 'stop']);
		const signals = watch.seen.filter(event => event.action === 'kill').map(({ attributes }) => attributes.signal);
		expect(signals).toEqual(kit.expected.either(['15'], []));
		expect(watch.seen.find(event => event.action === 'die')?.attributes.exitCode).toBe('3');
	});

	test('kills a container that does not stop in time', async () => {
		const id = await kit.idle();
		const watch = await kit.watch(id);
		await kit.engine.containers.stop(id, { ...kit.call, timeout: 0 });
		kit.expected.actions(await watch.until(...kit.expected.either(['stop', 'die'], ['die'])), [
			'kill',
			'kill',
			'die',
			'stop',
		]);
		expect((await kit.engine.containers.inspect(id, kit.call)).exitCode).toBe(137);
	});

	test('restarts a container', async () => {
		const id = await kit.idle();
		const before = await kit.engine.containers.inspect(id, kit.call);
		const watch = await kit.watch(id);
		await kit.engine.containers.restart(id, { ...kit.call, timeout: 0 });
		kit.expected.actions((await watch.until('restart', 'start', 'die')).slice(-4), ['die', 'stop', 'start', 'restart']);
		const after = await kit.engine.containers.inspect(id, kit.call);
		expect(after.startedAt).toBeGreaterThan(before.startedAt);
		expect(after.restartCount).toBe(0);
	});

	test('pauses and unpauses a container', async () => {
		const id = await kit.idle();
		if (await kit.lacksCgroups(() => kit.engine.containers.pause(id, kit.call))) {
			return;
		}
		const watch = await kit.watch(id);
		await kit.engine.containers.pause(id, kit.call);
		expect(await state(id)).toBe('paused');
		await kit.engine.containers.unpause(id, kit.call);
		expect(await watch.until('unpause')).toEqual(['pause', 'unpause']);
		expect(await state(id)).toBe('running');
	});

	test('refuses to pause, start, remove or enter a paused container, with docker’s message', async () => {
		const id = await kit.idle();
		if (await kit.lacksCgroups(() => kit.engine.containers.pause(id, kit.call))) {
			return;
		}
		await kit.engine.containers.pause(id, kit.call);
		const { containers } = kit.engine;
		expect(await failure(containers.pause(id, kit.call))).toMatchObject({
			kind: 'conflict',
			message: kit.expected.message(`Container ${id} is already paused`),
		});
		expect(await failure(containers.start(id, kit.call))).toMatchObject({
			message: kit.expected.message('cannot start a paused container, try unpause instead'),
		});
		expect(await failure(containers.remove(id, { force: false, volumes: false }, kit.call))).toMatchObject({
			kind: 'conflict',
			message: kit.expected.words(
				`You cannot remove a paused container ${id}`,
				'container is paused and must be unpaused first',
			),
		});
		expect(await failure(kit.exec(id, ['true']))).toMatchObject({
			kind: 'conflict',
			message: kit.expected.words('is paused, unpause the container before exec'),
		});
	});

	test('refuses to unpause a container that is not paused', async () => {
		const id = await kit.idle();
		expect(await failure(kit.engine.containers.unpause(id, kit.call))).toMatchObject({
			kind: kit.expected.either('server', 'conflict'),
			message: kit.expected.message(`Container ${id} is not paused`),
		});
	});

	test('sends a signal to a container', async () => {
		const id = await kit.idle();
		const watch = await kit.watch(id);
		await kit.engine.containers.kill(id, 'KILL', kit.call);
		kit.expected.actions(await watch.until('die'), ['kill', 'die']);
		expect(watch.seen.map(event => event.attributes.signal ?? event.attributes.exitCode).filter(Boolean)).toEqual(
			kit.expected.either(['9', '137'], ['137']),
		);
	});

	test('refuses unknown signals, and signals for a stopped container', async () => {
		const id = await kit.idle();
		expect(await failure(kit.engine.containers.kill(id, 'FOO', kit.call))).toMatchObject({
			kind: kit.expected.either('bad-request', 'server'),
			message: kit.expected.message('Invalid signal: FOO', 'invalid signal: FOO'),
		});
		await kit.engine.containers.kill(id, 'KILL', kit.call);
		await kit.engine.containers.wait(id, 'not-running', kit.call);
		expect(await failure(kit.engine.containers.kill(id, 'KILL', kit.call))).toMatchObject({
			kind: 'conflict',
			message: kit.expected.words(/^Cannot kill container: .* is not running$/),
		});
	});

	test('renames a container', async () => {
		const id = await kit.idle();
		const name = kit.name();
		const watch = await kit.watch(id);
		await kit.engine.containers.rename(id, name, kit.call);
		expect(await watch.until('rename')).toEqual(['rename']);
		expect((await kit.engine.containers.inspect(name, kit.call)).id).toBe(id);
	});

	test('refuses a name that another container has', async () => {
		const name = kit.name();
		const first = await kit.create(['true'], {}, {}, name);
		const error = await failure(kit.create(['true'], {}, {}, name));
		expect(error).toMatchObject({
			kind: 'conflict',
			message: kit.expected.words(`The container name "/${name}" is already in use by container "${first}"`),
		});
		const other = await kit.create(['true']);
		expect(await failure(kit.engine.containers.rename(other, name, kit.call))).toMatchObject({ kind: 'conflict' });
		expect(await failure(kit.engine.containers.rename(other, 'a b', kit.call))).toMatchObject({
			message: kit.expected.words('only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed'),
		});
	});

	test('removes a stopped container, and a running one only by force', async () => {
		const id = await kit.idle();
		const watch = await kit.watch(id);
		const error = await failure(kit.engine.containers.remove(id, { force: false, volumes: false }, kit.call));
		expect(error).toMatchObject({
			kind: 'conflict',
			message: kit.expected.words(
				`You cannot remove a running container ${id}`,
				'container is running: stop the container before removing',
			),
		});
		await kit.engine.containers.remove(id, { force: true, volumes: false }, kit.call);
		kit.expected.actions(await watch.until('destroy'), ['kill', 'die', 'destroy']);
		expect(await failure(kit.engine.containers.inspect(id, kit.call))).toMatchObject({
			kind: 'not-found',
			message: kit.expected.message(`No such container: ${id}`),
		});
	});

	test('removes a container with --rm when it ends', async () => {
		const id = await kit.create(['true'], {}, { AutoRemove: true });
		const watch = await kit.watch(id);
		await kit.engine.containers.start(id, kit.call);
		kit.expected.actions(await watch.until('destroy'), ['start', 'die', 'destroy']);
	});

	test('restarts a failed container as often as its policy allows', async () => {
		const id = await kit.create(
			['sh', '-c', 'exit 5'],
			{},
			{ RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 1 } },
		);
		await kit.engine.containers.start(id, kit.call);
		await expect(kit.engine.containers.wait(id, 'not-running', kit.call)).resolves.toBe(5);
		// Podman's wait also ends before the restart.
		await expect.poll(async () => (await kit.engine.containers.inspect(id, kit.call)).restartCount).toBe(1);
	});

	test('refuses to start a container whose command does not exist', async () => {
		const id = await kit.create(['nosuchcommand']);
		const error = await failure(kit.engine.containers.start(id, kit.call));
		expect(error).toMatchObject({
			kind: 'bad-request',
			message: kit.expected.words('exec: "nosuchcommand": executable file not found in $PATH'),
		});
		const exitCode = kit.expected.either(127, 0);
		expect(await kit.engine.containers.inspect(id, kit.call)).toMatchObject({ exitCode, error: error.message });
	});

	test('answers not-found to every call for a missing container', async () => {
		const { containers } = kit.engine;
		const missing = kit.name();
		const calls = [
			() => containers.start(missing, kit.call),
			() => containers.stop(missing, kit.call),
			() => containers.inspect(missing, kit.call),
			() => containers.rename(missing, 'other', kit.call),
		];
		for (const call of calls) {
			expect(await failure(call())).toMatchObject({
				kind: 'not-found',
				message: kit.expected.message(`No such container: ${missing}`),
			});
		}
	});
}

/** Follows a log until it has a line. */
async function followUntil(kit: Kit, id: string, text: string): Promise<void> {
	for await (const batch of kit.engine.containers.logs(id, { follow: true, tty: false }, kit.call)) {
		if (batch.some(line => line.text === text)) {
			return;
		}
	}
	throw new Error(`${text} was never logged`);
}
