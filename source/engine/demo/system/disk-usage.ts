import type { DiskUsage, DiskUsageItem, DiskUsageLine } from '../../../domain/nouns/host.js';
import { imageSize, imageUse } from '../images/image-facts.js';
import { usersOf } from '../storage/volume-calls.js';
import type { ContainerRecord, ImageRecord } from '../world/model.js';
import { unit } from '../world/random.js';
import type { World } from '../world/world.js';

/** `docker system df`: shared layers count once. */
export function diskUsage(world: World): DiskUsage {
	const images = imageItems(world);
	const containers = [...world.containers.values()].map(containerItem);
	const volumes = [...world.volumes.values()].map((volume): DiskUsageItem => {
		const inUse = usersOf(world, volume.name).length > 0;
		return {
			kind: 'volume',
			id: volume.name,
			label: volume.name,
			size: volume.size,
			shared: 0,
			inUse,
			dangling: !inUse,
		};
	});
	const buildCache = world.buildCache.map(
		({ id, size, description }): DiskUsageItem => ({
			kind: 'build-cache',
			id,
			label: description,
			size,
			shared: 0,
			inUse: false,
			dangling: false,
		}),
	);
	const layers = new Map(
		[...world.images.values()].flatMap(image => image.layers.map(layer => [layer.digest, layer.size])),
	);
	const layersSize = [...layers.values()].reduce((sum, size) => sum + size, 0);
	const used = images.filter(item => item.inUse).reduce((sum, item) => sum + item.size - item.shared, 0);
	return {
		images: { ...line(images), size: layersSize, reclaimable: Math.max(0, layersSize - used) },
		containers: line(containers),
		volumes: line(volumes),
		buildCache: line(buildCache),
		items: [...images, ...containers, ...volumes, ...buildCache],
	};
}

function line(items: readonly DiskUsageItem[]): DiskUsageLine {
	const sum = (some: readonly DiskUsageItem[]) => some.reduce((total, item) => total + item.size, 0);
	return {
		total: items.length,
		active: items.filter(item => item.inUse).length,
		size: sum(items),
		reclaimable: sum(items.filter(item => !item.inUse)),
	};
}

function imageItems(world: World): readonly DiskUsageItem[] {
	const used = imageUse(world);
	const owners = new Map<string, number>();
	for (const image of world.images.values()) {
		for (const { digest } of image.layers) {
			owners.set(digest, (owners.get(digest) ?? 0) + 1);
		}
	}
	const shared = (image: ImageRecord) =>
		image.layers.reduce((sum, layer) => sum + ((owners.get(layer.digest) ?? 0) > 1 ? layer.size : 0), 0);
	return [...world.images.values()].map(image => ({
		kind: 'image',
		id: image.id,
		label: image.tags[0] ?? '<none>:<none>',
		size: imageSize(image),
		shared: shared(image),
		inUse: used.has(image.id),
		dangling: image.tags.length === 0,
	}));
}

/** Size of a container's writable layer in bytes, derived from its key. */
export function writableSize({ key, startedAt, files }: ContainerRecord): number {
	if (startedAt === 0) {
		return 0;
	}
	const written = [...(files?.values() ?? [])].reduce((sum, content) => sum + (content?.length ?? 0), 0);
	return written + Math.round(unit(key, 3) ** 4 * 40e6);
}

function containerItem(container: ContainerRecord): DiskUsageItem {
	const inUse = ['running', 'paused', 'restarting'].includes(container.state);
	return {
		kind: 'container',
		id: container.id,
		label: container.name,
		size: writableSize(container),
		shared: 0,
		inUse,
		dangling: false,
	};
}
