import type { Health } from '../../../domain/nouns/container.js';
import { assignAddress, bindPorts } from '../containers/addresses.js';
import { buildRecord } from '../containers/container-record.js';
import { endContainer, startContainer } from '../containers/life.js';
import { runMain } from '../programs/main-process.js';
import { newMeter } from '../world/meter.js';
import type { ContainerRecord, LayerRecord } from '../world/model.js';
import { hex, mix, pick } from '../world/random.js';
import type { World } from '../world/world.js';
import { type ContainerFixture, containerFixtures, serviceNames } from './fixture-containers.js';
import { imageFixtures } from './fixture-images.js';
import { networkFixtures, volumeFixtures } from './fixture-storage.js';

const minute = 60_000;
const hour = 60 * minute;

/** Fills an empty world with the hand-made fleet, and with generated containers up to `count`. */
export function populate(world: World, count: number | undefined): void {
	addStorage(world);
	addImages(world);
	const fixtures = count === undefined ? containerFixtures : containerFixtures.slice(0, count);
	for (const fixture of fixtures) {
		addContainer(world, fixture);
	}
	for (let index = fixtures.length; index < (count ?? 0); index++) {
		addContainer(world, generated(world, index));
	}
}

function addStorage(world: World): void {
	for (const { name, size, age, labels } of volumeFixtures) {
		const anonymous = 'com.docker.volume.anonymous' in labels;
		world.volumes.set(name, {
			name,
			driver: 'local',
			createdAt: world.now() - age * hour,
			labels: { ...labels },
			options: {},
			anonymous,
			size: size * 1e6,
		});
	}
	for (const { name, driver, subnet, gateway, age, labels, internal } of networkFixtures) {
		const id = hex(`network ${name}`, world.seed);
		world.networks.set(id, {
			id,
			name,
			driver,
			subnet,
			gateway,
			internal,
			attachable: false,
			ipv6: false,
			createdAt: world.now() - age * hour,
			labels: { ...labels },
			options: {},
		});
	}
}

function addImages(world: World): void {
	const layersOf = new Map<string, readonly LayerRecord[]>();
	for (const fixture of imageFixtures) {
		const createdAt = world.now() - fixture.age * hour;
		const own = fixture.layers.map(([createdBy, megabytes], index) => ({
			digest: `sha256:${hex(`${fixture.key} layer ${index}`, world.seed)}`,
			createdBy,
			size: Math.round(megabytes * 1e6),
			createdAt: createdAt - (fixture.layers.length - index) * 2000,
			comment: createdBy.includes('buildkit') ? 'buildkit.dockerfile.v0' : '',
		}));
		const layers = [...(layersOf.get(fixture.base ?? '') ?? []), ...own];
		layersOf.set(fixture.key, layers);
		const id = `sha256:${hex(`image ${fixture.key}`, world.seed)}`;
		const digests = (fixture.digests ?? []).map(
			name => `${fixture.tags[0]?.split(':')[0] ?? name}@sha256:${hex(`digest ${name}`, world.seed)}`,
		);
		world.images.set(id, {
			id,
			parentId: '',
			tags: [...fixture.tags],
			digests,
			createdAt,
			layers,
			config: fixture.config,
			author: fixture.author ?? '',
			comment: '',
			program: fixture.program,
			shells: fixture.shells ?? [],
			files: new Map(),
		});
		for (const tag of fixture.tags) {
			world.tags.set(tag, id);
		}
	}
}

function addContainer(world: World, fixture: ContainerFixture): void {
	const now = world.now();
	const dangling = [...world.images.values()].find(image => image.tags.length === 0);
	const container = buildRecord(world, {
		name: fixture.name,
		image: fixture.image,
		imageId: fixture.image === 'helloworld:1.3' ? (dangling?.id ?? '') : undefined,
		program: fixture.program,
		config: fixture.config ?? {},
		hostConfig: fixture.host ?? {},
		networks: fixture.networks,
		createdAt: now - fixture.created * minute,
	});
	world.add(container);
	if (fixture.restarts) {
		container.restartCount = fixture.restarts;
	}
	if (fixture.started === undefined) {
		return;
	}
	container.startedAt = now - fixture.started * minute;
	if (fixture.finished) {
		finish(world, container, fixture);
		return;
	}
	container.runs = [{ from: container.startedAt }];
	container.state = fixture.paused ? 'paused' : 'running';
	container.meter = newMeter(container.startedAt, !fixture.paused);
	if (fixture.paused) {
		container.runs = [{ from: container.startedAt, to: now - 3 * hour }];
	}
	container.pid = 1000 + (container.key % 60_000);
	container.health = (fixture.health ?? 'none') as Health;
	container.probes = (fixture.probes ?? []).map((probe, index, all) => ({
		...probe,
		at: now - (all.length - index) * 30_000,
	}));
	for (const id of container.networks.keys()) {
		const network = world.networks.get(id);
		if (network) {
			assignAddress(world, container, network);
		}
	}
	bindPorts(world, container);
	if (container.program.script) {
		runMain(world, container, exitCode => endContainer(world, container, exitCode));
	}
}

function finish(world: World, container: ContainerRecord, { finished, restarts }: ContainerFixture): void {
	if (!finished) {
		return;
	}
	container.finishedAt = world.now() - finished.at * minute;
	container.runs = [{ from: container.startedAt, to: container.finishedAt }];
	container.state = 'exited';
	container.exitCode = finished.exitCode;
	container.oomKilled = finished.oom ?? false;
	if (!restarts) {
		return;
	}
	container.state = 'restarting';
	container.cancel = world.timeline.schedule(world.now() + 12_000, () => {
		container.restartCount++;
		startContainer(world, container);
	});
}

const templates: readonly Omit<ContainerFixture, 'name' | 'created'>[] = [
	{ image: 'shop/api:2.7.0', host: { NanoCpus: 1e9, Memory: 2 ** 28 } },
	{ image: 'nginx:1.29', host: {} },
	{ image: 'redis:7-alpine', host: { Memory: 2 ** 26, Tmpfs: { '/data': '' } } },
	{ image: 'shop/worker:2.7.0', host: { NanoCpus: 5e8, Memory: 2 ** 29 } },
	{ image: 'helloworld', host: { CpuPeriod: 100_000, CpuQuota: 20_000, Memory: 300 * 2 ** 20 } },
];

/** Generates container `index`; containers of one template share their configs to save memory. */
function generated(world: World, index: number): ContainerFixture {
	const random = mix(world.seed, index);
	const template = pick(templates, random);
	const created = 10 + (random % 50_000);
	const stopped = random % 9 === 0;
	return {
		...template,
		name: `${pick(serviceNames, random >>> 8)}-${index}`,
		created,
		started: created,
		finished: stopped ? { at: created / 2, exitCode: (random >>> 16) % 3 === 0 ? 1 : 0 } : undefined,
		networks: ['shop_default'],
	};
}
