import { expect, test } from 'vitest';
import { failure, type Kit, take } from './kit.js';

/** Images, volumes, networks, and their disk usage. */
export function storing(kit: Kit): void {
	const makeVolume = async () => {
		const name = kit.name();
		kit.afterwards(() => kit.engine.volumes.remove(name, { force: true }, kit.call));
		return kit.engine.volumes.create({ name, labels: { 'plimsoll-test': 'contract' } }, kit.call);
	};
	const makeNetwork = async () => {
		const name = kit.name();
		const { id } = await kit.engine.networks.create(
			{ name, driver: 'bridge', labels: { 'plimsoll-test': 'contract' } },
			kit.call,
		);
		kit.afterwards(() => kit.engine.networks.remove(id, kit.call));
		return { id, name };
	};
	const tagged = async () => {
		const repository = kit.name();
		await kit.engine.images.tag(kit.busybox, `${repository}:one`, kit.call);
		kit.afterwards(() => kit.engine.images.remove(`${repository}:one`, { force: false }, kit.call));
		return repository;
	};

	test('lists and inspects images', async () => {
		const detail = await kit.engine.images.inspect(kit.busybox, kit.call);
		const row = (await kit.engine.images.list(kit.call)).find(image => image.id === detail.id);
		expect(row?.tags.some(tag => tag.startsWith(kit.busybox))).toBe(true);
		expect(row?.size).toBeGreaterThan(0);
		expect(detail.cmd).toEqual(['sh']);
		expect(detail.layers.length).toBeGreaterThan(0);
		expect(detail.os).toBe('linux');
	});

	test('adds a tag to an image and removes it', async () => {
		const repository = await tagged();
		const { id } = await kit.engine.images.inspect(kit.busybox, kit.call);
		expect((await kit.engine.images.inspect(`${repository}:one`, kit.call)).id).toBe(id);
		await expect(kit.engine.images.remove(`${repository}:one`, { force: false }, kit.call)).resolves.toEqual([
			{ untagged: `${repository}:one` },
		]);
		expect(await failure(kit.engine.images.inspect(`${repository}:one`, kit.call))).toMatchObject({
			kind: 'not-found',
			message: kit.expected.words('No such image: '),
		});
	});

	test.each([
		['Foo', 'invalid reference format: repository name (library/Foo) must be lowercase'],
		['a b', 'invalid reference format'],
		[`app@sha256:${'a'.repeat(64)}`, 'refusing to create a tag with a digest reference'],
	])('refuses to tag an image as %s', async (reference, message) => {
		const refused = { name: 'EngineError', kind: 'bad-request', message: kit.expected.message(message) };
		expect(await failure(kit.engine.images.tag(kit.busybox, reference, kit.call))).toMatchObject(refused);
		const id = await kit.create(['true']);
		const commit = { reference, author: '', message: '', pause: true, changes: [] };
		expect(await failure(kit.engine.containers.commit(id, commit, kit.call))).toMatchObject(refused);
	});

	test('lists an image’s history, newest first', async () => {
		const layers = await kit.engine.images.history(kit.busybox, kit.call);
		const { id } = await kit.engine.images.inspect(kit.busybox, kit.call);
		expect(layers[0]?.id).toBe(id);
		expect(layers.reduce((sum, layer) => sum + layer.size, 0)).toBeGreaterThan(0);
	});

	test('commits a container’s files into an image', async () => {
		const id = await kit.idle();
		await kit.exec(id, ['sh', '-c', 'echo kept > /note.txt']);
		const repository = kit.name();
		const image = await kit.engine.containers.commit(
			id,
			{
				reference: `${repository}:v1`,
				author: 'Ada',
				message: 'a note',
				pause: true,
				changes: ['CMD ["cat", "/note.txt"]', 'ENV COLOUR=blue'],
			},
			kit.call,
		);
		kit.afterwards(() => kit.engine.images.remove(`${repository}:v1`, { force: true }, kit.call));
		const detail = await kit.engine.images.inspect(`${repository}:v1`, kit.call);
		expect(detail).toMatchObject({ id: image, author: 'Ada', comment: 'a note', cmd: ['cat', '/note.txt'] });
		expect(detail.env).toContain('COLOUR=blue');
		const lines = await kit.outputOf([], { Image: `${repository}:v1` });
		expect(lines.map(line => line.text)).toEqual(['kept']);
	});

	test('refuses to remove an image that a container uses', async () => {
		const id = await kit.idle();
		const image = await kit.engine.containers.commit(
			id,
			{ reference: '', author: '', message: '', pause: false, changes: [] },
			kit.call,
		);
		kit.afterwards(() => kit.engine.images.remove(image, { force: true }, kit.call));
		await kit.idle({ Image: image });
		const error = await failure(kit.engine.images.remove(image, { force: false }, kit.call));
		expect(error).toMatchObject({
			kind: 'conflict',
			message: kit.expected.words(/unable to delete .* image is being used by running container/),
		});
	});

	test('saves an image as a tar, and loads that tar', async () => {
		const repository = await tagged();
		const chunks: Uint8Array[] = [];
		for await (const chunk of kit.engine.images.save([`${repository}:one`], kit.call)) {
			chunks.push(chunk);
		}
		expect(chunks.reduce((sum, chunk) => sum + chunk.length, 0) % 512).toBe(0);
		await kit.engine.images.remove(`${repository}:one`, { force: false }, kit.call);
		async function* tar() {
			yield* chunks;
		}
		const messages = [];
		for await (const message of kit.engine.images.load(tar(), kit.call)) {
			messages.push(message.stream ?? '');
		}
		const hub = kit.expected.either('', 'docker.io/library/');
		expect(messages.join('')).toContain(`Loaded image: ${hub}${repository}:one`);
		expect((await kit.engine.images.inspect(`${repository}:one`, kit.call)).layers.length).toBeGreaterThan(0);
	});

	test('refuses to push a missing image', async () => {
		const reference = `${kit.name()}:none`;
		const error = await failure(take(kit.engine.images.push(reference, {}, kit.call), 100));
		expect(error.message).toEqual(
			kit.expected.words('An image does not exist locally with the tag', /tag does not exist|does not exist locally/),
		);
	});

	test('creates, lists, inspects and removes a volume', async () => {
		const { name } = await makeVolume();
		expect((await kit.engine.volumes.list(kit.call)).find(volume => volume.name === name)).toMatchObject({
			driver: 'local',
			scope: 'local',
			labels: { 'plimsoll-test': 'contract' },
		});
		const { volume } = await kit.engine.volumes.inspect(name, kit.call);
		expect(volume.mountpoint).toMatch(new RegExp(`/volumes/${name}/_data$`));
		await kit.engine.volumes.remove(name, { force: false }, kit.call);
		expect(await failure(kit.engine.volumes.inspect(name, kit.call))).toMatchObject({
			kind: 'not-found',
			message: kit.expected.words(name),
		});
	});

	test('refuses to remove a volume that a container uses', async () => {
		const { name } = await makeVolume();
		const id = await kit.create(['true'], {}, { Binds: [`${name}:/data`] });
		expect(await failure(kit.engine.volumes.remove(name, { force: false }, kit.call))).toMatchObject({
			kind: 'conflict',
			message: kit.expected.message(`remove ${name}: volume is in use - [${id}]`),
		});
	});

	test('connects a container to a network with an address, and disconnects it', async () => {
		const network = await makeNetwork();
		const id = await kit.idle({}, { NetworkMode: network.name });
		const second = await makeNetwork();
		await kit.engine.networks.connect(second.id, { container: id }, kit.call);
		const { networks } = await kit.engine.containers.inspect(id, kit.call);
		expect(networks.map(({ name }) => name).sort()).toEqual([network.name, second.name].sort());
		expect(
			networks.every(({ ip, mac }) => /^\d+\.\d+\.\d+\.\d+$/.test(ip) && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/.test(mac)),
		).toBe(true);
		const inspected = await kit.engine.networks.inspect(second.id, kit.call);
		expect(inspected.network.containers[id]?.ipv4).toBe(networks.find(({ name }) => name === second.name)?.ip);
		expect(inspected.network.subnets[0]?.subnet).toMatch(/\/\d+$/);
		await kit.engine.networks.disconnect(second.id, { container: id, force: false }, kit.call);
		expect((await kit.engine.containers.inspect(id, kit.call)).networks).toHaveLength(1);
	});

	test('refuses to remove a network with endpoints and a predefined network', async () => {
		const network = await makeNetwork();
		await kit.idle({}, { NetworkMode: network.name });
		if (kit.expected.isPodman) {
			await kit.engine.networks.remove(network.id, kit.call);
			expect(await failure(kit.engine.networks.inspect(network.id, kit.call))).toMatchObject({ kind: 'not-found' });
			return;
		}
		expect(await failure(kit.engine.networks.remove(network.id, kit.call))).toMatchObject({
			kind: 'forbidden',
			message: kit.expected.message(
				`error while removing network: network ${network.name} id ${network.id} has active endpoints`,
				'has active endpoints',
			),
		});
		expect(await failure(kit.engine.networks.remove('none', kit.call))).toMatchObject({
			kind: 'forbidden',
			message: kit.expected.message('none is a pre-defined network and cannot be removed'),
		});
	});

	test('refuses to create a second network with the same name', async () => {
		const { name } = await makeNetwork();
		expect(await failure(kit.engine.networks.create({ name }, kit.call))).toMatchObject({
			kind: 'conflict',
			message: kit.expected.message(`network with name ${name} already exists`),
		});
	});

	test('prunes only objects that match a filter', async () => {
		const only = kit.name();
		const id = await kit.create(['true'], { Labels: { only } });
		const { deleted } = await kit.engine.containers.prune({ filters: { label: [`only=${only}`] } }, kit.call);
		expect(deleted).toEqual([id]);
		const name = kit.name();
		await kit.engine.volumes.create({ name, labels: { only } }, kit.call);
		// From API 1.42 on, a prune without `all` removes anonymous volumes only.
		const volumes = await kit.engine.volumes.prune({ all: true, filters: { label: [`only=${only}`] } }, kit.call);
		expect(volumes.deleted).toEqual([name]);
		const network = kit.name();
		await kit.engine.networks.create({ name: network, labels: { only } }, kit.call);
		// A stopped container has no endpoint, so its network is pruned. Podman keeps the networks of all containers.
		await kit.create(['true'], {}, { NetworkMode: network });
		const pruned = await kit.engine.networks.prune({ filters: { label: [`only=${only}`] } }, kit.call);
		expect(pruned.deleted).toEqual(kit.expected.either([network], []));
	});

	test('adds up the disk usage', async () => {
		const { name } = await makeVolume();
		const id = await kit.create(['true']);
		const usage = await kit.engine.system.diskUsage(kit.call);
		expect(usage.images.size).toBeGreaterThan(0);
		expect(usage.containers.total).toBe(usage.items.filter(item => item.kind === 'container').length);
		expect(usage.items.find(item => item.id === id)).toMatchObject({ kind: 'container', inUse: false });
		expect(usage.items.find(item => item.id === name)).toMatchObject({ kind: 'volume', inUse: false });
	});
}
