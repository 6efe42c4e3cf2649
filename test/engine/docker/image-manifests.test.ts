import { describe, expect, onTestFinished, test } from 'vitest';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import { engineOrSkip } from '../../helpers/engine/real-engine.js';
import { pong, stub } from './connect/helpers/servers.js';

const { signal } = new AbortController();
const { skip, engine: real } = engineOrSkip();

const amd64 = 'sha256:ed416319409a82ebbad592535c0f4661f3fe4b9934e054466b96fec92ae7288f';
const provenance = 'sha256:519d40de9fe43594c4935f61451df624dfcfc488ddab3cb7344dc45aa4738033';
const arm64 = `sha256:${'a'.repeat(64)}`;

/** `GET /images/{name}/json?manifests=1` of Docker 28.5 with containerd's image store, and a platform that was not pulled. */
const answer = {
	Id: 'sha256:27579c9f329e2bbeaf4d67414647d517586a11018fc32f2b4524246ac4bc5e1f',
	Size: 1082119,
	Manifests: [
		{
			ID: amd64,
			Available: true,
			Size: { Content: 1081264, Total: 3071920 },
			Kind: 'image',
			ImageData: { Platform: { architecture: 'amd64', os: 'linux' }, Size: { Unpacked: 1990656 }, Containers: null },
		},
		{
			ID: arm64,
			Available: false,
			Size: { Content: 0, Total: 0 },
			Kind: 'image',
			ImageData: { Platform: { architecture: 'arm64', os: 'linux', variant: 'v8' }, Size: { Unpacked: 0 } },
		},
		{
			ID: provenance,
			Available: true,
			Size: { Content: 1719, Total: 1719 },
			Kind: 'attestation',
			AttestationData: { For: amd64 },
		},
	],
};

async function inspected(apiVersion: string) {
	const server = await stub(({ url = '' }) =>
		url.endsWith('/_ping') ? pong(apiVersion) : { body: JSON.stringify(answer) },
	);
	const engine = createDockerEngine(await openClient(server.endpoint, { configFolder: '/nowhere', env: {} }));
	onTestFinished(() => engine.close());
	const detail = await engine.images.inspect('exp', { signal });
	return { detail, urls: server.requests.map(({ url }) => url) };
}

describe('the inspect of an image', () => {
	test('has platforms and attestations from API 1.48 on, which docker image inspect does not print', async () => {
		const { detail, urls } = await inspected('1.48');
		expect(urls.at(-1)).toBe('/v1.48/images/exp/json?manifests=1');
		expect(detail.manifests).toEqual([
			{
				kind: 'image',
				digest: amd64,
				platform: 'linux/amd64',
				available: true,
				content: 1081264,
				unpacked: 1990656,
				about: '',
			},
			{
				kind: 'image',
				digest: arm64,
				platform: 'linux/arm64/v8',
				available: false,
				content: 0,
				unpacked: 0,
				about: '',
			},
			{
				kind: 'attestation',
				digest: provenance,
				platform: '',
				available: true,
				content: 1719,
				unpacked: 0,
				about: amd64,
			},
		]);
		expect(detail.raw).not.toHaveProperty('Manifests');
	});

	test('asks older engines for no manifests', async () => {
		expect((await inspected('1.47')).urls.at(-1)).toBe('/v1.47/images/exp/json');
	});
});

test.skipIf(skip)('a real engine has manifests of an image where containerd stores it, and else none', async () => {
	const engine = createDockerEngine(await openClient({ url: real.host, origin: 'test' }));
	onTestFinished(() => engine.close());
	const { manifests } = await engine.images.inspect(real.busybox, { signal });
	const [row] = (await engine.images.list({ signal })).filter(({ tags }) => tags.includes(real.busybox));
	if (!real.is.containerdStore || real.is.api < 148) {
		expect(manifests).toEqual([]);
		return;
	}
	expect(manifests).toMatchObject([{ kind: 'image', available: true, platform: expect.stringMatching(/^linux\//) }]);
	expect(row?.size).toBe((manifests[0]?.content ?? 0) + (manifests[0]?.unpacked ?? 0));
});
