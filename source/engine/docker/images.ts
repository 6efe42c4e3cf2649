import type { ImageCalls } from '../engine.js';
import { imageName } from './image-name.js';
import { imageTransfers } from './image-transfers.js';
import { toImage, toImageDetail, toLayer } from './map/image.js';
import { described, listed, objects, optionalText } from './map/values.js';
import { referencePart } from './path-part.js';
import { toPruneResult } from './prune.js';
import { encodeFilters } from './query.js';
import { type Wire, WORK } from './request.js';

/** All calls about images. */
export function imageCalls(wire: Wire): ImageCalls {
	const patient = Number.POSITIVE_INFINITY;
	return {
		...imageTransfers(wire),
		async *build(options, { signal }) {
			// Loaded when first needed: it would slow the start.
			const { buildImage } = await import('./build/build.js');
			yield* buildImage(wire, options, signal);
		},
		async list({ signal, all }) {
			return listed(await wire.json({ method: 'GET', path: '/images/json', query: { all }, signal })).map(toImage);
		},
		async inspect(reference, { signal }) {
			return toImageDetail(
				described(await wire.json({ method: 'GET', path: `/images/${referencePart(reference)}/json`, signal })),
			);
		},
		async history(reference, { signal }) {
			const path = `/images/${referencePart(reference)}/history`;
			return listed(await wire.json({ method: 'GET', path, signal })).map(toLayer);
		},
		async remove(reference, { force, noPrune }, { signal }) {
			const path = `/images/${referencePart(reference)}`;
			const query = { force, noprune: noPrune };
			const removed = objects(await wire.json({ method: 'DELETE', path, query, signal, timeout: WORK }));
			return removed.map(({ Untagged, Deleted }) => ({
				...optionalText('untagged', Untagged),
				...optionalText('deleted', Deleted),
			}));
		},
		async tag(reference, { repository, tag }, { signal }) {
			const path = `/images/${referencePart(reference)}/tag`;
			await wire.json({ method: 'POST', path, query: { repo: imageName(repository), tag }, signal });
		},
		async prune(filters, { signal }) {
			const query = { filters: encodeFilters(filters) };
			const answer = await wire.json({ method: 'POST', path: '/images/prune', query, signal, timeout: patient });
			return toPruneResult(answer, 'ImagesDeleted');
		},
		async pruneBuildCache({ signal, all, filters }) {
			// Docker's client sends the empty filters here.
			const query = { all, filters: encodeFilters(filters) ?? '' };
			const answer = await wire.json({ method: 'POST', path: '/build/prune', query, signal, timeout: patient });
			return toPruneResult(answer, 'CachesDeleted');
		},
	};
}
