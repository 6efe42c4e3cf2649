import { sanitizeDeep } from '../../domain/sanitize.js';
import type { VolumeCalls } from '../engine.js';
import { object, objects } from './map/values.js';
import { toVolume } from './map/volume.js';
import { toPruneResult } from './prune.js';
import { encodeFilters } from './query.js';
import { segment, type Wire, WORK } from './request.js';

/** All calls about volumes. */
export function volumeCalls(wire: Wire): VolumeCalls {
	return {
		async list({ signal }) {
			return objects(object(await wire.json({ method: 'GET', path: '/volumes', signal })).Volumes).map(toVolume);
		},
		async inspect(name, { signal }) {
			const answer = await wire.json({ method: 'GET', path: `/volumes/${segment(name)}`, signal });
			return { volume: toVolume(answer), raw: sanitizeDeep(answer, { keepNewlines: true }) };
		},
		async create(body, { signal }) {
			return toVolume(await wire.json({ method: 'POST', path: '/volumes/create', body, signal, timeout: WORK }));
		},
		async remove(name, { force }, { signal }) {
			const path = `/volumes/${segment(name)}`;
			await wire.json({ method: 'DELETE', path, query: { force }, signal, timeout: WORK });
		},
		async prune(filters, { signal }) {
			const query = { filters: encodeFilters(filters) };
			const timeout = Number.POSITIVE_INFINITY;
			const answer = await wire.json({ method: 'POST', path: '/volumes/prune', query, signal, timeout });
			return toPruneResult(answer, 'VolumesDeleted');
		},
	};
}
