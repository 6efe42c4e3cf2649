import type { ImageCalls } from '../../engine.js';
import type { World } from '../world/world.js';
import { build } from './build.js';
import { load, save } from './image-archive.js';
import { imageDetail, imageHistory, imageRow, imageUse, requireImage } from './image-facts.js';
import { pruneImages, removeImage } from './image-removal.js';
import { tagImage } from './image-tags.js';
import { pull, push } from './image-transfer.js';

/** Implements the image calls of the engine port on the demo world. */
export function imageCalls(world: World): ImageCalls {
	return {
		list: ({ signal, all }) =>
			world.call(signal, () => {
				const used = imageUse(world);
				const images = [...world.images.values()].filter(image => all || !image.intermediate);
				return images.map(image => imageRow(image, used)).sort((a, b) => b.createdAt - a.createdAt);
			}),
		inspect: (reference, { signal }) => world.call(signal, () => imageDetail(requireImage(world, reference))),
		history: (reference, { signal }) => world.call(signal, () => imageHistory(requireImage(world, reference))),
		remove: (reference, options, { signal }) => world.call(signal, () => removeImage(world, reference, options)),
		tag: (image, reference, { signal }) =>
			world.call(signal, () => tagImage(world, requireImage(world, image), reference)),
		platforms: (_reference, _options, { signal }) => world.call(signal, () => ['linux/amd64', 'linux/arm64/v8']),
		pull: (reference, options, call) => pull(world, reference, options, call),
		push: (reference, options, call) => push(world, reference, options, call),
		build: (options, call) => build(world, options, call),
		save: (references, call) => save(world, references, call),
		load: (tar, call) => load(world, tar, call),
		prune: (options, { signal }) => world.call(signal, () => pruneImages(world, options)),
		pruneBuildCache: ({ signal }) =>
			world.call(signal, () => {
				const cache = world.buildCache;
				world.buildCache = [];
				return { deleted: cache.map(entry => entry.id), reclaimed: cache.reduce((sum, entry) => sum + entry.size, 0) };
			}),
	};
}
