import type { Image, ImageDetail, Layer } from '../../../domain/nouns/image.js';
import { EngineError } from '../../errors.js';
import { findImage } from '../containers/container-record.js';
import type { ImageRecord } from '../world/model.js';
import type { World } from '../world/world.js';

/** Sum of all layers, in bytes. */
export function imageSize(image: ImageRecord): number {
	return image.layers.reduce((sum, layer) => sum + layer.size, 0);
}

/** A row of `docker images`; `used` is the number of containers by image id. */
export function imageRow(image: ImageRecord, used: ReadonlyMap<string, number>): Image {
	return {
		id: image.id,
		parentId: image.parentId,
		tags: [...image.tags],
		digests: [...image.digests],
		createdAt: Math.floor(image.createdAt / 1000) * 1000,
		size: imageSize(image),
		containers: used.get(image.id) ?? 0,
		labels: image.config.Labels ?? {},
	};
}

/** Number of containers by image id. */
export function imageUse(world: World): ReadonlyMap<string, number> {
	const used = new Map<string, number>();
	for (const { imageId } of world.containers.values()) {
		used.set(imageId, (used.get(imageId) ?? 0) + 1);
	}
	return used;
}

/** `docker image inspect`. */
export function imageDetail(image: ImageRecord): ImageDetail {
	const { config } = image;
	const layers = image.layers.filter(layer => layer.size > 0).map(layer => layer.digest);
	return {
		id: image.id,
		architecture: 'amd64',
		os: 'linux',
		author: image.author,
		comment: image.comment,
		entrypoint: config.Entrypoint ?? [],
		cmd: config.Cmd ?? [],
		env: config.Env ?? [],
		user: config.User ?? '',
		workdir: config.WorkingDir ?? '',
		exposedPorts: Object.keys(config.ExposedPorts ?? {}),
		manifests: [],
		volumes: Object.keys(config.Volumes ?? {}),
		labels: config.Labels ?? {},
		layers,
		raw: {
			Id: image.id,
			RepoTags: image.tags,
			RepoDigests: image.digests,
			Parent: image.parentId,
			Comment: image.comment,
			Created: new Date(image.createdAt).toISOString(),
			Author: image.author,
			Architecture: 'amd64',
			Os: 'linux',
			Size: imageSize(image),
			Config: config,
			RootFS: { Type: 'layers', Layers: layers },
		},
	};
}

/** `docker history`, newest first; only the top layer has an id, as in pulled images. */
export function imageHistory(image: ImageRecord): readonly Layer[] {
	return [...image.layers].reverse().map((layer, index) => ({
		id: index === 0 ? image.id : '<missing>',
		createdAt: Math.floor(layer.createdAt / 1000) * 1000,
		createdBy: layer.createdBy,
		size: layer.size,
		comment: layer.comment,
		tags: index === 0 ? [...image.tags] : [],
	}));
}

/** Finds an image by reference or id; throws the engine's 404 when there is none. */
export function requireImage(world: World, reference: string): ImageRecord {
	const image = findImage(world, reference);
	if (!image) {
		throw new EngineError('not-found', `No such image: ${/[:@]/.test(reference) ? reference : `${reference}:latest`}`);
	}
	return image;
}
