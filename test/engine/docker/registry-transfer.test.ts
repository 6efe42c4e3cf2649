import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';

const { skip, engine: real } = engineOrSkip('registry');

describe.skipIf(skip)('a registry with a password', () => {
	let engine: Engine;
	let repository: string;
	const { signal } = new AbortController();
	const auth = () => ({
		server: real.registry.server,
		username: real.registry.username,
		password: real.registry.password,
	});
	const all = async <T>(stream: AsyncIterable<T>) => {
		const items: T[] = [];
		for await (const item of stream) {
			items.push(item);
		}
		return items;
	};

	beforeAll(async () => {
		engine = createDockerEngine(await openClient({ url: real.host, origin: 'test' }));
		repository = `${real.registry.server}/plimsoll-adapter`;
		await engine.images.tag(real.busybox, `${repository}:1`, { signal });
	});
	afterAll(async () => {
		await engine.images.remove(`${repository}:1`, { force: false }, { signal }).catch(() => {});
		engine.close();
	});

	test('accepts a login, and refuses a wrong one in its own words', async () => {
		expect(await engine.system.login(auth(), { signal })).toMatchObject({ status: 'Login Succeeded' });
		const wrong = engine.system.login({ ...auth(), password: 'wrong' }, { signal });
		// Over plain HTTP this engine wraps the registry's 401 into its own error.
		await expect(wrong).rejects.toMatchObject({
			kind: expect.stringMatching(/^(?:unauthorized|server)$/),
			message: expect.stringMatching(/401|unauthorized/),
		});
	});

	test('refuses a push without credentials', async () => {
		await expect(all(engine.images.push(`${repository}:1`, {}, { signal }))).rejects.toMatchObject({
			kind: expect.stringMatching(/^(?:stream|unauthorized)$/),
			message: expect.stringMatching(/no basic auth credentials|unauthorized|authentication required/),
		});
	});

	test('stores a pushed image, which can be pulled again', async () => {
		const pushed = await all(engine.images.push(`${repository}:1`, { auth: auth() }, { signal }));
		const aux = pushed.find(message => message.aux)?.aux;
		expect(aux).toMatchObject({ Tag: '1', Digest: expect.stringMatching(/^sha256:/) });
		const reference = `${repository}@${aux?.Digest}`;
		const pulled = await all(engine.images.pull(reference, { auth: auth() }, { signal }));
		expect(pulled.some(message => message.status?.startsWith('Status: '))).toBe(true);
	});

	for (const builder of ['buildkit', 'classic'] as const) {
		test(`allows a build from a base image that needs a login (${builder})`, async () => {
			const name = `${repository}-${builder}`;
			await engine.images.tag(real.busybox, `${name}:1`, { signal });
			await all(engine.images.push(`${name}:1`, { auth: auth() }, { signal }));
			await engine.images.remove(`${name}:1`, { force: false }, { signal });
			const context = mkdtempSync(path.join(os.tmpdir(), 'plimsoll-base-'));
			writeFileSync(path.join(context, 'Dockerfile'), `FROM ${name}:1\nRUN true\n`);
			const options = {
				context,
				tags: [`${name}:built`],
				buildArgs: {},
				labels: { 'plimsoll-test': 'adapter' },
				noCache: true,
				pull: true,
				builder,
			};
			try {
				await expect(all(engine.images.build({ ...options, auth: [] }, { signal }))).rejects.toMatchObject({
					kind: 'stream',
				});
				await all(engine.images.build({ ...options, auth: [auth()] }, { signal }));
				expect((await engine.images.inspect(`${name}:built`, { signal })).id).toMatch(/^sha256:/);
			} finally {
				rmSync(context, { recursive: true });
				for (const tag of ['built', '1']) {
					await engine.images.remove(`${name}:${tag}`, { force: true }, { signal }).catch(() => {});
				}
			}
		});
	}
});
