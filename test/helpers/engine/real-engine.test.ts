import { describe, expect, test } from 'vitest';
import { request, requestJson } from './http.js';
import { engineOrSkip } from './real-engine.js';

const { skip, engine } = engineOrSkip('registry');

describe.skipIf(skip)('the test engine', () => {
	test('has the busybox image with its applets', async () => {
		const image = (await requestJson(engine.host, 'GET', `/images/${engine.busybox}/json`)) as {
			Config: { Cmd: string[] };
		};
		expect(image.Config.Cmd).toEqual(['sh']);
	});

	test('runs a container of that image', async () => {
		const body = { Image: engine.busybox, Cmd: ['sh', '-c', 'echo hello | cat; exit 3'] };
		const { Id } = (await requestJson(engine.host, 'POST', '/containers/create', body)) as { Id: string };
		try {
			await requestJson(engine.host, 'POST', `/containers/${Id}/start`);
			const wait = await requestJson(engine.host, 'POST', `/containers/${Id}/wait`);
			expect(wait).toMatchObject({ StatusCode: 3 });
			const logs = await request(engine.host, 'GET', `/containers/${Id}/logs?stdout=1`);
			expect(logs.body).toContain('hello');
		} finally {
			await requestJson(engine.host, 'DELETE', `/containers/${Id}?force=1`);
		}
	});

	test('pushes to the registry only with its password', async () => {
		const { server, username, password } = engine.registry;
		const good = await requestJson(engine.host, 'POST', '/auth', { serveraddress: server, username, password });
		expect(good).toMatchObject({ Status: 'Login Succeeded' });
		const bad = { serveraddress: server, username, password: 'wrong' };
		await expect(requestJson(engine.host, 'POST', '/auth', bad)).rejects.toThrow('401');
	});
});
