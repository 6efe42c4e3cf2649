import type { ImageRemoval } from '../../../domain/commands/image.js';
import type { PruneOptions, PruneResult } from '../../engine.js';
import { EngineError } from '../../errors.js';
import { hasProcess } from '../containers/container-verbs.js';
import { labelFilter } from '../world/filters.js';
import type { ImageRecord } from '../world/model.js';
import type { World } from '../world/world.js';
import { requireImage } from './image-facts.js';
import { untag } from './image-tags.js';

type Removed = { untagged?: string; deleted?: string };

/** `docker rmi`, with the engine's conflicts. Source: moby daemon/images/image_delete.go. */
export function removeImage(world: World, reference: string, { force }: ImageRemoval): readonly Removed[] {
	const image = requireImage(world, reference);
	const byId = !world.tags.has(reference) && !world.tags.has(`${reference}:latest`);
	const short = image.id.slice(7, 19);
	const users = [...world.containers.values()].filter(container => container.imageId === image.id);
	const user = users.find(hasProcess) ?? users[0];
	if (byId && image.tags.length > 1 && !force) {
		throw new EngineError(
			'conflict',
			`conflict: unable to delete ${short} (must be forced) - image is referenced in multiple repositories`,
		);
	}
	const name = world.tags.has(reference) ? reference : `${reference}:latest`;
	if (!byId && image.tags.length > 1) {
		untag(world, image, name);
		return [{ untagged: name }];
	}
	if (user && !byId && !force) {
		throw new EngineError(
			'conflict',
			`conflict: unable to remove repository reference "${reference}" (must force) - container ${user.id.slice(0, 12)} is using its referenced image ${short}`,
		);
	}
	if (user && hasProcess(user)) {
		if (!byId) {
			untag(world, image, name);
			return [{ untagged: name }];
		}
		throw new EngineError(
			'conflict',
			`conflict: unable to delete ${short} (cannot be forced) - image is being used by running container ${user.id.slice(0, 12)}`,
		);
	}
	if (user && !force) {
		throw new EngineError(
			'conflict',
			`conflict: unable to delete ${short} (must be forced) - image is being used by stopped container ${user.id.slice(0, 12)}`,
		);
	}
	return deleteImage(world, image);
}

function deleteImage(world: World, image: ImageRecord): readonly Removed[] {
	const child = [...world.images.values()].find(other => other.parentId === image.id);
	const removed: Removed[] = [];
	for (const tag of [...image.tags]) {
		untag(world, image, tag);
		removed.push({ untagged: tag });
	}
	if (child) {
		return removed;
	}
	removed.push(...image.digests.map(untagged => ({ untagged })), { deleted: image.id });
	world.images.delete(image.id);
	world.emit('image', 'delete', image.id, { name: image.id });
	return removed;
}

/** `docker image prune`: removes dangling images, or with `all` every image that no container uses. */
export function pruneImages(world: World, { all, filters }: PruneOptions): PruneResult {
	const before = totalSize(world);
	const used = new Set([...world.containers.values()].map(container => container.imageId));
	const deleted: string[] = [];
	for (const image of [...world.images.values()]) {
		if (used.has(image.id) || (!all && image.tags.length > 0) || !labelFilter(filters, image.config.Labels)) {
			continue;
		}
		for (const one of deleteImage(world, image)) {
			deleted.push(one.deleted ?? one.untagged ?? '');
		}
	}
	const reclaimed = before - totalSize(world);
	world.emit('image', 'prune', '', { reclaimed: String(reclaimed) });
	return { deleted, reclaimed };
}

function totalSize(world: World): number {
	const layers = new Map(
		[...world.images.values()].flatMap(image => image.layers.map(layer => [layer.digest, layer.size])),
	);
	return [...layers.values()].reduce((sum, size) => sum + size, 0);
}
