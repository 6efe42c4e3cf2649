import { describe, expect, onTestFinished, test } from 'vitest';
import { pruneCommand } from '../../../source/domain/commands/prune.js';
import type { EngineEvent } from '../../../source/domain/nouns/events.js';
import { runLineOf } from '../../../source/domain/run/from-inspect.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { errorOfAnswer } from '../../../source/engine/docker/http/errors-map.js';
import { readJson, type Served, serve } from './podman-server.js';

const call = { signal: new AbortController().signal };
const id = '3c12841a7f426ba08349738e3fe2184cb55412adaba1a0d771f503cb8c9dba58';

async function opened(answers: Served) {
	const server = await serve(answers);
	const engine = createDockerEngine(await openClient(server.endpoint, { configFolder: '/nowhere', env: {} }));
	onTestFinished(() => engine.close());
	return { engine, requests: server.requests };
}

/** An event as Podman 5.8 sends it. */
const event = (Type: string, Action: string, ID: string, Attributes: object, more: object = {}) => ({
	Type,
	Action,
	Actor: { ID, Attributes },
	scope: 'local',
	time: 1796114200,
	timeNano: 1796114200500000000,
	...more,
});

async function eventsOf(answers: readonly object[], range: object = {}) {
	const { engine, requests } = await opened({ '/events': answers });
	const events: EngineEvent[] = [];
	for await (const one of engine.system.events({ ...call, ...range })) {
		events.push(one);
	}
	return { events, url: requests.at(-1)?.url };
}

describe('events of Podman', () => {
	test('have Docker’s names', async () => {
		const { events } = await eventsOf([
			event('volume', 'remove', '', { image: '', name: 'data', podId: '' }),
			event('network', 'remove', 'n1', { driver: 'bridge', image: '', name: '', network: 'front' }),
			event('container', 'remove', id, { name: 'web' }),
			event('container', 'exec', id, { name: 'web' }),
			event('container', 'exec_died', id, { name: 'web', containerExitCode: '9' }),
			event('container', 'health_status', id, { name: 'web' }, { HealthStatus: 'unhealthy' }),
		]);
		expect(events.map(({ type, action, id: subject }) => [type, action, subject])).toEqual([
			['volume', 'destroy', 'data'],
			['network', 'destroy', 'n1'],
			['container', 'destroy', id],
			['container', 'exec_create', id],
			['container', 'exec_die', id],
			['container', 'health_status: unhealthy', id],
		]);
		expect(events[4]?.attributes.exitCode).toBe('9');
	});

	test('have the labels of a container and the short name of its image', async () => {
		const attributes = { image: 'docker.io/library/bb:latest', name: 'web', podId: '', tier: 'cache' };
		const { events } = await eventsOf([event('container', 'create', id, attributes)]);
		expect(events[0]?.attributes).toEqual({ image: 'bb:latest', name: 'web', tier: 'cache' });
	});

	test('are asked for without an end, which Podman reaches too early', async () => {
		const late = { time: 1796114300, timeNano: 1796114300000000000 };
		const { events, url } = await eventsOf(
			[event('container', 'create', id, {}), event('container', 'start', id, {}, late)],
			{ since: 1796114100, until: 1796114250 },
		);
		expect(url).toBe('/v1.44/events?since=1796114100&stream=false');
		expect(events.map(({ action }) => action)).toEqual(['create']);
	});
});

test.each([
	['container state improper', 'conflict'],
	['that name is already in use', 'conflict'],
	['no such volume', 'not-found'],
	['OCI runtime attempted to invoke a command that was not found', 'bad-request'],
	['something else', 'server'],
])('an answer of Podman with 500 and the cause %s is of the kind %s', (cause, kind) => {
	expect(errorOfAnswer(500, { cause, message: `words: ${cause}`, response: 500 })).toMatchObject({
		kind,
		message: `words: ${cause}`,
		status: 500,
	});
});

describe('requests to Podman', () => {
	test('connect and disconnect a container though the answer is a bare word', async () => {
		const { engine } = await opened({ '/networks/n1/connect': 'OK', '/networks/n1/disconnect': 'OK' });
		await engine.networks.connect('n1', { container: id }, call);
		await engine.networks.disconnect('n1', { container: id, force: false }, call);
	});

	test('prune volumes without the filter that Podman refuses', async () => {
		const { engine, requests } = await opened({ '/volumes/prune': [{ Id: 'data', Size: 7 }] });
		expect(await engine.volumes.prune({ all: true }, call)).toEqual({ deleted: ['data'], reclaimed: 7 });
		expect(requests.at(-1)?.url).toBe('/v1.44/volumes/prune');
		const podman = { apiVersion: '1.44', product: 'Podman' } as const;
		expect(pruneCommand.argv({ noun: 'volume', all: true }, podman).join(' ')).toBe('docker volume prune --force');
	});

	test('update CPUs as a quota, because Podman drops CPUs', async () => {
		const { engine, requests } = await opened({ [`/containers/${id}/update`]: { Id: id } });
		await engine.containers.update(id, { cpus: 5e8 }, call);
		const body = await readJson(requests.at(-1));
		expect(body).toMatchObject({ NanoCpus: 0, CpuPeriod: 100_000, CpuQuota: 50_000 });
	});

	test('return ids of images with their algorithm', async () => {
		const { engine } = await opened({
			'/commit': { Id: id },
			'/images/foo:v1': [{ Deleted: id }, { Untagged: 'docker.io/library/foo:v1' }],
		});
		const commit = { reference: 'foo:v1', author: '', message: '', pause: true, changes: [] };
		expect(await engine.containers.commit('web', commit, call)).toBe(`sha256:${id}`);
		expect(await engine.images.remove('foo:v1', { force: false }, call)).toEqual([
			{ deleted: `sha256:${id}` },
			{ untagged: 'foo:v1' },
		]);
	});
});

test('a container of Podman with CPUs is copied as docker run without the quota that Podman adds', () => {
	const HostConfig = { NanoCpus: 300_000_000, CpuPeriod: 100_000, CpuQuota: 30_000 };
	expect(runLineOf({ Config: { Image: 'bb' }, HostConfig }, {})).toBe('docker run -d --cpus 0.3 bb');
});
