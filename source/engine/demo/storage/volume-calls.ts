import type { VolumeCreation } from '../../../domain/commands/volume.js';
import type { Volume } from '../../../domain/nouns/volume.js';
import type { VolumeCalls } from '../../engine.js';
import { EngineError } from '../../errors.js';
import { labelFilter } from '../world/filters.js';
import type { VolumeRecord } from '../world/model.js';
import type { World } from '../world/world.js';

/** Implements the volume calls of the engine port on the demo world. */
export function volumeCalls(world: World): VolumeCalls {
	return {
		list: ({ signal }) => world.call(signal, () => [...world.volumes.values()].map(volumeRow)),
		inspect: (name, { signal }) =>
			world.call(signal, () => {
				const volume = volumeRow(world.volume(name));
				return { volume, raw: raw(volume) };
			}),
		create: (volume, { signal }) => world.call(signal, () => createVolume(world, volume)),
		remove: (name, { force }, { signal }) =>
			world.call(signal, () => {
				if (force && !world.volumes.has(name)) {
					return;
				}
				const volume = world.volume(name);
				const users = usersOf(world, name);
				if (users.length > 0) {
					throw new EngineError('conflict', `remove ${name}: volume is in use - [${users.join(', ')}]`);
				}
				destroy(world, volume);
			}),
		prune: ({ filters }, { signal }) =>
			world.call(signal, () => {
				const unused = [...world.volumes.values()].filter(
					volume => usersOf(world, volume.name).length === 0 && labelFilter(filters, volume.labels),
				);
				for (const volume of unused) {
					destroy(world, volume);
				}
				const reclaimed = unused.reduce((sum, volume) => sum + volume.size, 0);
				world.emit('volume', 'prune', '', { reclaimed: String(reclaimed) });
				return { deleted: unused.map(volume => volume.name), reclaimed };
			}),
	};
}

/** Ids of the containers that mount a volume, in any state. */
export function usersOf(world: World, name: string): readonly string[] {
	const users: string[] = [];
	for (const { id, mounts } of world.containers.values()) {
		if (mounts.some(mount => mount.name === name)) {
			users.push(id);
		}
	}
	return users;
}

function createVolume(world: World, creation: VolumeCreation): Volume {
	const name = creation.name || world.newId('volume');
	if (!/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) {
		throw new EngineError(
			'bad-request',
			`create ${name}: "${name}" includes invalid characters for a local volume name, only "[a-zA-Z0-9][a-zA-Z0-9_.-]" are allowed. If you intended to pass a host directory, use absolute path`,
		);
	}
	const existing = world.volumes.get(name);
	if (existing) {
		return volumeRow(existing);
	}
	const driver = creation.driver || 'local';
	if (driver !== 'local') {
		throw new EngineError(
			'not-found',
			`create ${name}: error looking up volume plugin ${driver}: plugin "${driver}" not found`,
		);
	}
	const { labels = {}, options = {} } = creation;
	const volume: VolumeRecord = {
		name,
		driver,
		createdAt: world.now(),
		labels,
		options,
		anonymous: !creation.name,
		size: 0,
	};
	world.volumes.set(name, volume);
	world.emit('volume', 'create', name, { driver });
	return volumeRow(volume);
}

function destroy(world: World, volume: VolumeRecord): void {
	world.volumes.delete(volume.name);
	world.emit('volume', 'destroy', volume.name, { driver: volume.driver });
}

function volumeRow({ name, driver, createdAt, labels, options }: VolumeRecord): Volume {
	const mountpoint = `/var/lib/docker/volumes/${name}/_data`;
	return { name, driver, mountpoint, createdAt: Math.floor(createdAt / 1000) * 1000, scope: 'local', labels, options };
}

function raw({ name, driver, mountpoint, createdAt, scope, labels, options }: Volume): object {
	return {
		CreatedAt: new Date(createdAt).toISOString(),
		Driver: driver,
		Labels: labels,
		Mountpoint: mountpoint,
		Name: name,
		Options: options,
		Scope: scope,
	};
}
