import type { DiskUsage, DiskUsageItem, DiskUsageLine } from '../../../domain/nouns/host.js';
import { shortId } from '../../../domain/nouns/short-id.js';
import { containerName } from './container.js';
import { toImage } from './image.js';
import { count, flag, object, objects, type Raw, text } from './values.js';

/** The answer of `GET /system/df` in any version. */
export function toDiskUsage(value: unknown): DiskUsage {
	const raw = object(value);
	const usages = [raw.ImageUsage, raw.ContainerUsage, raw.VolumeUsage, raw.BuildCacheUsage];
	return usages.some(usage => usage !== undefined) ? fromUsages(usages.map(object)) : fromLists(raw);
}

/**
 * From API 1.52 on, the engine counts by itself. Source: moby api/swagger.yaml v1.55, ImagesDiskUsage, ContainersDiskUsage,
 * VolumesDiskUsage and BuildCacheDiskUsage; moby client/system_disk_usage.go.
 */
function fromUsages([image = {}, container = {}, volume = {}, cache = {}]: readonly Raw[]): DiskUsage {
	const caches = objects(cache.Items);
	const buildCache = counted(cache);
	return {
		images: counted(image),
		containers: counted(container),
		volumes: counted(volume),
		// Docker 29.0 counts no size of the build cache.
		buildCache: { ...buildCache, size: buildCache.size || ownSize(caches) },
		items: [
			...objects(image.Items).map(imageItem),
			...objects(container.Items).map(containerItem),
			...objects(volume.Items).map(volumeItem),
			...caches.map(cacheItem),
		],
	};
}

const counted = (usage: Raw): DiskUsageLine => ({
	total: count(usage.TotalCount),
	active: count(usage.ActiveCount),
	size: Math.max(0, count(usage.TotalSize)),
	reclaimable: Math.max(0, count(usage.Reclaimable)),
});

/** Docker's sums. A size of -1 means unknown and is not added. Source: docker/cli cli/command/formatter/disk_usage.go. */
function fromLists(raw: Raw): DiskUsage {
	const images = objects(raw.Images).map(imageItem);
	const containers = objects(raw.Containers).map(containerItem);
	const volumes = objects(raw.Volumes).map(volumeItem);
	const caches = objects(raw.BuildCache);
	const layers = count(raw.LayersSize);
	const usedLayers = sum(images.filter(item => item.inUse).map(item => item.size - item.shared));
	const builder = count(raw.BuilderSize) || ownSize(caches);
	const buildCache = caches.map(cacheItem);
	return {
		images: { ...line(images), size: layers, reclaimable: Math.max(0, layers - usedLayers) },
		containers: line(containers),
		volumes: line(volumes),
		buildCache: {
			...line(buildCache),
			size: builder,
			reclaimable: Math.max(0, builder - ownSize(caches.filter(cache => flag(cache.InUse)))),
		},
		items: [...images, ...containers, ...volumes, ...buildCache],
	};
}

function line(items: readonly DiskUsageItem[]): DiskUsageLine {
	const idle = items.filter(item => !item.inUse);
	return {
		total: items.length,
		active: items.length - idle.length,
		size: sum(items.map(item => item.size)),
		reclaimable: sum(idle.map(item => item.size)),
	};
}

const sum = (sizes: readonly number[]) => sizes.reduce((all, one) => all + one, 0);
const size = (raw: Raw) => Math.max(0, count(raw.Size));
/** The size of build cache without what it shares with images. */
const ownSize = (caches: readonly Raw[]) => sum(caches.filter(cache => !flag(cache.Shared)).map(size));

function imageItem(raw: Raw): DiskUsageItem {
	const { id, tags } = toImage(raw);
	return {
		kind: 'image',
		id,
		label: tags[0] ?? shortId(id),
		size: size(raw),
		shared: Math.max(0, count(raw.SharedSize)),
		inUse: count(raw.Containers) > 0,
		dangling: tags.length === 0,
	};
}

function containerItem(raw: Raw): DiskUsageItem {
	const id = text(raw.Id);
	const state = text(raw.State).toLowerCase();
	return {
		kind: 'container',
		id,
		label: containerName(raw.Names) || shortId(id),
		size: Math.max(0, count(raw.SizeRw)),
		shared: 0,
		inUse: ['running', 'paused', 'restarting'].includes(state),
		dangling: false,
	};
}

function volumeItem(raw: Raw): DiskUsageItem {
	const usage = object(raw.UsageData);
	const inUse = count(usage.RefCount) > 0;
	const name = text(raw.Name);
	return {
		kind: 'volume',
		id: name,
		label: name,
		size: size(usage),
		shared: 0,
		inUse,
		dangling: !inUse,
	};
}

function cacheItem(raw: Raw): DiskUsageItem {
	const inUse = flag(raw.InUse);
	return {
		kind: 'build-cache',
		id: text(raw.ID),
		label: text(raw.Description) || text(raw.ID),
		size: size(raw),
		shared: flag(raw.Shared) ? size(raw) : 0,
		inUse,
		dangling: !inUse && !flag(raw.Shared),
	};
}
