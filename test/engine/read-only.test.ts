import { expect, test } from 'vitest';
import { createDemoEngine } from '../../source/engine/demo/demo-engine.js';
import { readOnly } from '../../source/engine/read-only.js';

const call = { signal: new AbortController().signal };
const refused = (what: string) =>
	expect.objectContaining({ kind: 'read-only', message: `plimsoll runs read-only: ${what} was not sent` });

test('readOnly passes every call that only reads', async () => {
	const engine = readOnly(createDemoEngine({ latency: 0 }));
	expect((await engine.containers.list(call)).length).toBeGreaterThan(10);
	expect((await engine.system.host(call)).version).toBe('28.2.2');
	for await (const sample of engine.containers.stats('web', call)) {
		expect(sample.memory_stats.usage).toBeGreaterThan(0);
		break;
	}
	for await (const chunk of engine.images.save(['alpine:3.22'], call)) {
		expect(chunk.length).toBe(512);
		break;
	}
});

test('readOnly sends no call that changes the engine', async () => {
	const demo = createDemoEngine({ latency: 0 });
	const engine = readOnly(demo);
	await expect(engine.containers.stop('web', call)).rejects.toEqual(refused('container stop'));
	await expect(engine.containers.exec('web', { command: ['sh'], tty: true, stdin: true }, call)).rejects.toEqual(
		refused('container exec'),
	);
	await expect(engine.containers.remove('web', { force: true, volumes: true }, call)).rejects.toEqual(
		refused('container remove'),
	);
	await expect(engine.images.tag('alpine', 'a:b', call)).rejects.toEqual(refused('image tag'));
	await expect(engine.system.login({ server: 'x' }, call)).rejects.toEqual(refused('login'));
	await expect(engine.networks.prune({}, call)).rejects.toEqual(refused('network prune'));
	const web = (await demo.containers.list(call)).find(container => container.name === 'web');
	expect(web?.state).toBe('running');
});

test('readOnly refuses streams when they are read', async () => {
	const engine = readOnly(createDemoEngine({ latency: 0 }));
	const read = async () => {
		for await (const _ of engine.images.pull('busybox', {}, call)) {
			throw new Error('something was sent');
		}
	};
	await expect(read()).rejects.toEqual(refused('image pull'));
});

test('readOnly refuses an unknown call', async () => {
	const demo = createDemoEngine({ latency: 0 });
	let sent = false;
	const send = async () => {
		sent = true;
	};
	const volumes = { ...demo.volumes, shred: send, constructor: send };
	const engine = readOnly({ ...demo, volumes }) as unknown as { volumes: typeof volumes };
	await expect(engine.volumes.shred()).rejects.toEqual(refused('volume shred'));
	await expect(engine.volumes.constructor()).rejects.toEqual(refused('volume constructor'));
	expect(sent).toBe(false);
});
