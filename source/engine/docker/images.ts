import { removeImageCommand, tagCommand } from '../../domain/commands/image.js';
import { withoutHub } from '../../domain/registry/reference.js';
import { apiAtLeast } from '../../domain/run/request/context.js';
import type { ImageCalls } from '../engine.js';
import { encodeRequest } from './http/encode-request.js';
import { referencePart } from './http/path-part.js';
import { type Wire, workTimeoutMs } from './http/request.js';
import { imageTransfers } from './image-transfers.js';
import { imageId, toImage, toImageDetail, toLayer } from './map/image.js';
import { listAnswer, objectAnswer, objects, optionalText } from './map/values.js';
import { pruneOf } from './prune.js';

/** All calls about images. */
export function imageCalls(wire: Wire): ImageCalls {
	return {
		...imageTransfers(wire),
		async *build(options, { signal }) {
			// Loading it at the start would slow the start.
			const { buildImage } = await import('./build/build.js');
			yield* buildImage(wire, options, signal);
		},
		async list({ signal, all }) {
			return listAnswer(await wire.json({ method: 'GET', path: '/images/json', query: { all }, signal })).map(toImage);
		},
		async inspect(reference, { signal }) {
			const query = apiAtLeast(wire.client.apiVersion, '1.48') ? { manifests: true } : {};
			const path = `/images/${referencePart(reference)}/json`;
			return toImageDetail(objectAnswer(await wire.json({ method: 'GET', path, query, signal })));
		},
		async history(reference, { signal }) {
			const path = `/images/${referencePart(reference)}/history`;
			return listAnswer(await wire.json({ method: 'GET', path, signal })).map(toLayer);
		},
		async remove(reference, options, { signal }) {
			const request = encodeRequest(() => removeImageCommand.request(reference, options), {
				signal,
				timeoutMs: workTimeoutMs,
			});
			return objects(await wire.json(request)).map(({ Untagged, Deleted }) => ({
				...optionalText('untagged', typeof Untagged === 'string' ? withoutHub(Untagged) : Untagged),
				...optionalText('deleted', typeof Deleted === 'string' ? imageId(Deleted) : Deleted),
			}));
		},
		async tag(image, reference, { signal }) {
			await wire.json(encodeRequest(() => tagCommand.request(image, reference), { signal }));
		},
		prune: pruneOf(wire, 'image', 'ImagesDeleted'),
		pruneBuildCache: ({ all, filters, ...call }) => pruneOf(wire, 'builder', 'CachesDeleted')({ all, filters }, call),
	};
}
