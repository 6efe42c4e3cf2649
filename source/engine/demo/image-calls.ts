import type { ImageCalls } from '../engine.js';
import { EngineError } from '../errors.js';
import { findImage } from './container-record.js';
import { imageDetail, imageHistory, imageRow, imageUse } from './image-facts.js';
import type { ImageRecord } from './model.js';
import type { World } from './world.js';

/** The images of the demo world behind the port. */
export function imageCalls(world: World): ImageCalls {
	const unsupported = () => Promise.reject(new EngineError('unsupported', 'not in the demo yet'));
	// biome-ignore lint/correctness/useYield: it only fails
	const noStream = async function* (): AsyncGenerator<never> {
		throw new EngineError('unsupported', 'not in the demo yet');
	};
	return {
		list: ({ signal, all }) =>
			world.call(signal, () => {
				const used = imageUse(world);
				const images = [...world.images.values()].filter(image => all || !image.intermediate);
				return images.map(image => imageRow(image, used)).sort((a, b) => b.createdAt - a.createdAt);
			}),
		inspect: (reference, { signal }) => world.call(signal, () => imageDetail(requireImage(world, reference))),
		history: (reference, { signal }) => world.call(signal, () => imageHistory(requireImage(world, reference))),
		remove: unsupported,
		tag: unsupported,
		pull: noStream,
		push: noStream,
		build: noStream,
		save: noStream,
		load: noStream,
		prune: unsupported,
		pruneBuildCache: unsupported,
	};
}

/** An image by reference or id, or the engine's 404. */
export function requireImage(world: World, reference: string): ImageRecord {
	const image = findImage(world, reference);
	if (!image)
		throw new EngineError('not-found', `No such image: ${/[:@]/.test(reference) ? reference : `${reference}:latest`}`);
	return image;
}
