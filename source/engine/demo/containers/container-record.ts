import type { Mount } from '../../../domain/nouns/container.js';
import type { Program } from '../programs/program.js';
import { programNamed } from '../programs/programs.js';
import { newMeter } from '../world/meter.js';
import type { ContainerConfig, ContainerRecord, HostConfig, ImageRecord } from '../world/model.js';
import { hex } from '../world/random.js';
import type { World } from '../world/world.js';

type RecordOptions = {
	readonly name: string;
	readonly image: string;
	/** Set when the image's name now belongs to another image. */
	readonly imageId?: string;
	/** Replaces the program that the command would select. */
	readonly program?: string;
	readonly config: ContainerConfig;
	readonly hostConfig: HostConfig;
	/** Names or ids; by default the network of `NetworkMode`. */
	readonly networks?: readonly string[];
	readonly createdAt: number;
};

const merged = new WeakMap<ContainerConfig, Map<string, ContainerConfig>>();
const none: ContainerConfig = {};

/** Builds a container that is not started: merges its config with the image's, and resolves its mounts and networks. */
export function buildRecord(world: World, options: RecordOptions): ContainerRecord {
	const image = findImage(world, options.imageId ?? options.image);
	const config = mergeConfig(options.config, options.image, image);
	const container: ContainerRecord = {
		id: world.newId('container'),
		name: options.name,
		image: options.image,
		imageId: image?.id ?? '',
		createdAt: options.createdAt,
		config,
		hostConfig: options.hostConfig,
		state: 'created',
		startedAt: 0,
		finishedAt: 0,
		exitCode: 0,
		oomKilled: false,
		error: '',
		restartCount: 0,
		pid: 0,
		health: 'none',
		probes: [],
		mounts: [],
		networks: new Map(),
		ports: [],
		program: programOf(image, config, options.program),
		key: world.newKey(),
		meter: newMeter(options.createdAt, false),
		runs: [],
		written: [],
		writtenCount: 0,
		wakers: new Set(),
		files: undefined,
		stopping: false,
		process: undefined,
		children: undefined,
		sessions: undefined,
		cancel: undefined,
	};
	container.mounts = mountsOf(world, container);
	const mode = options.hostConfig.NetworkMode ?? 'default';
	for (const name of options.networks ?? [mode === 'default' ? 'bridge' : mode]) {
		if (name.startsWith('container:')) {
			continue;
		}
		const aliases = name === 'bridge' ? [] : [container.id.slice(0, 12)];
		container.networks.set(world.network(name).id, { ip: '', mac: '', aliases });
	}
	return container;
}

/** Finds an image by reference (`latest` without a tag) or id. */
export function findImage(world: World, reference: string): ImageRecord | undefined {
	const tagged = world.tags.get(reference) ?? world.tags.get(`${reference}:latest`);
	if (tagged) {
		return world.images.get(tagged);
	}
	const id = reference.replace(/^sha256:/, '');
	if (/^[0-9a-f]{4,64}$/.test(id)) {
		for (const image of world.images.values()) {
			if (image.id.startsWith(`sha256:${id}`)) {
				return image;
			}
		}
	}
	for (const image of world.images.values()) {
		if (image.digests.includes(reference)) {
			return image;
		}
	}
	return undefined;
}

function mergeConfig(own: ContainerConfig, name: string, image: ImageRecord | undefined): ContainerConfig {
	// The key is an object of the container or its image, so that the cache entry is freed with it.
	const key = Object.keys(own).length === 0 ? (image?.config ?? none) : own;
	const cache = merged.get(key) ?? new Map<string, ContainerConfig>();
	merged.set(key, cache);
	const cacheKey = `${name} ${image?.id}`;
	const cached = cache.get(cacheKey);
	if (cached) {
		return cached;
	}
	const base = image?.config ?? {};
	const names = new Set((own.Env ?? []).map(entry => entry.split('=')[0]));
	const config: ContainerConfig = {
		...base,
		...definedOnly(own),
		Image: name,
		Env: [...(own.Env ?? []), ...(base.Env ?? []).filter(entry => !names.has(entry.split('=')[0]))],
		Cmd: own.Cmd?.length ? own.Cmd : own.Entrypoint?.length ? [] : (base.Cmd ?? null),
		// An empty entrypoint removes the image's. Source: moby daemon/create.go, mergeAndVerifyConfig.
		Entrypoint: isReset(own) ? null : own.Entrypoint?.length ? own.Entrypoint : (base.Entrypoint ?? null),
		Labels: { ...base.Labels, ...own.Labels },
		ExposedPorts: { ...base.ExposedPorts, ...own.ExposedPorts },
	};
	cache.set(cacheKey, config);
	return config;
}

const isReset = ({ Entrypoint }: ContainerConfig): boolean => Entrypoint?.length === 1 && Entrypoint[0] === '';

function definedOnly(config: ContainerConfig): ContainerConfig {
	return Object.fromEntries(
		Object.entries(config).filter(([, value]) => value !== undefined && value !== '' && value !== null),
	);
}

function mountsOf(world: World, container: ContainerRecord): readonly Mount[] {
	const { Binds, Mounts, Tmpfs } = container.hostConfig;
	const mounts: Mount[] = [];
	for (const bind of Binds ?? []) {
		const [source = '', destination = '', mode = ''] = bind.split(':');
		const readWrite = !mode.split(',').includes('ro');
		mounts.push(
			source.startsWith('/')
				? { type: 'bind', source, destination, readWrite }
				: volumeMount(world, source, destination, readWrite),
		);
	}
	for (const { Type, Source = '', Target, ReadOnly } of Mounts ?? []) {
		if (Type === 'volume') {
			mounts.push(volumeMount(world, Source, Target, !ReadOnly));
		} else {
			mounts.push({ type: Type, source: Type === 'bind' ? Source : '', destination: Target, readWrite: !ReadOnly });
		}
	}
	for (const destination of Object.keys(Tmpfs ?? {})) {
		mounts.push({ type: 'tmpfs', source: '', destination, readWrite: true });
	}
	for (const destination of Object.keys(container.config.Volumes ?? {})) {
		if (!mounts.some(mount => mount.destination === destination)) {
			mounts.push(volumeMount(world, '', destination, true));
		}
	}
	return mounts;
}

/** Mounts a volume, and creates it if it does not exist; an empty name creates an anonymous volume. */
function volumeMount(world: World, wanted: string, destination: string, readWrite: boolean): Mount {
	const name = wanted || hex(`volume ${world.newKey()}`, world.seed);
	if (!world.volumes.has(name)) {
		world.volumes.set(name, {
			name,
			driver: 'local',
			createdAt: world.now(),
			labels: {},
			options: {},
			anonymous: !wanted,
			size: 0,
		});
		world.emit('volume', 'create', name, { driver: 'local' });
	}
	return {
		type: 'volume',
		name,
		source: `/var/lib/docker/volumes/${name}/_data`,
		destination,
		readWrite,
		driver: 'local',
	};
}

const shells = new Set(['sh', 'ash', 'bash']);

/** Returns the program of a container: the image's program, unless the config replaces its command. */
function programOf(image: ImageRecord | undefined, config: ContainerConfig, name?: string): Program {
	if (name) {
		return programNamed(name);
	}
	const command = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
	const own = [...(image?.config.Entrypoint ?? []), ...(image?.config.Cmd ?? [])];
	const isOwn = command.length === own.length && command.every((word, index) => word === own[index]);
	if (image && isOwn && image.program !== 'shell') {
		return programNamed(image.program);
	}
	const first = command[0]?.split('/').at(-1) ?? '';
	return {
		...programNamed('shell'),
		name: shells.has(first) ? 'shell' : first,
		script: command,
		processes: [command.join(' ')],
	};
}
