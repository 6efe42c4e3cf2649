import { sanitizeDeep } from '../../domain/sanitize.js';
import type { VolumeCalls } from '../engine.js';
import { described, listed } from './map/values.js';
import { toVolume } from './map/volume.js';
import { idPart } from './path-part.js';
import { toPruneResult } from './prune.js';
import { encodeFilters } from './query.js';
import { type Wire, WORK } from './request.js';

/** All calls about volumes. */
export function volumeCalls(wire: Wire): VolumeCalls {
	return {
		async list({ signal }) {
			return listed(described(await wire.json({ method: 'GET', path: '/volumes', signal })).Volumes ?? null).map(
				toVolume,
			);
		},
		async inspect(name, { signal }) {
			const answer = described(await wire.json({ method: 'GET', path: `/volumes/${idPart(name)}`, signal }));
			return { volume: toVolume(answer), raw: sanitizeDeep(answer, { keepNewlines: true }) };
		},
		async create(body, { signal }) {
			return toVolume(await wire.json({ method: 'POST', path: '/volumes/create', body, signal, timeout: WORK }));
		},
		async remove(name, { force }, { signal }) {
			const path = `/volumes/${idPart(name)}`;
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
