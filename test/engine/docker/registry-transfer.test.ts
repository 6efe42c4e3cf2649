import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyTransfer, foldProgress } from '../../../source/domain/progress/progress-fold.js';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';

const { skip, engine: real } = engineOrSkip('registry');

/** Puts a list of two platforms and an attestation, all of them the pushed image, as the tag `many`; resolves to the status. */
async function putManifestList(name: string): Promise<number> {
	const { server, username, password } = real.registry;
	const manifests = `http://${server}/v2/${name}/manifests`;
	const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
	const accept = [
		'application/vnd.docker.distribution.manifest.v2+json',
		'application/vnd.oci.image.manifest.v1+json',
	].join(', ');
	const pushed = await fetch(`${manifests}/1`, { headers: { authorization, accept } });
	const manifest = {
		mediaType: pushed.headers.get('content-type'),
		digest: pushed.headers.get('docker-content-digest'),
		size: (await pushed.arrayBuffer()).byteLength,
	};
	const mediaType = 'application/vnd.docker.distribution.manifest.list.v2+json';
	const platforms = [
		{ os: 'linux', architecture: 'amd64' },
		{ os: 'linux', architecture: 'arm64', variant: 'v8' },
		{ os: 'unknown', architecture: 'unknown' },
	];
	const list = { schemaVersion: 2, mediaType, manifests: platforms.map(platform => ({ ...manifest, platform })) };
	const { status } = await fetch(`${manifests}/many`, {
		method: 'PUT',
		headers: { authorization, 'content-type': mediaType },
		body: JSON.stringify(list),
	});
	return status;
}

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
		// Docker's own image store sends the digest as an object, containerd's in a sentence.
		const { digest } = pushed.reduce((state, message) => foldProgress(state, message, 0), emptyTransfer);
		expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
		const reference = `${repository}@${digest}`;
		const pulled = await all(engine.images.pull(reference, { auth: auth() }, { signal }));
		expect(pulled.some(message => message.status?.startsWith('Status: '))).toBe(true);
	});

	test('has the platforms of a manifest list, which the engine asks it for', async () => {
		await all(engine.images.push(`${repository}:1`, { auth: auth() }, { signal }));
		expect(await putManifestList(repository.slice(repository.indexOf('/') + 1))).toBe(201);
		const platforms = engine.images.platforms(`${repository}:many`, { auth: auth() }, { signal });
		if (real.is.product === 'podman') {
			await expect(platforms).rejects.toMatchObject({ kind: 'not-found' });
			return;
		}
		expect(await platforms).toEqual(['linux/amd64', 'linux/arm64/v8']);
		await expect(engine.images.platforms(`${repository}:many`, {}, { signal })).rejects.toMatchObject({
			kind: expect.stringMatching(/^(?:unauthorized|forbidden|server)$/),
		});
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
