import { sanitizeDeep } from '../../domain/sanitize.js';
import type { NetworkCalls } from '../engine.js';
import { toNetwork } from './map/network.js';
import { object, objects, text } from './map/values.js';
import { toPruneResult } from './prune.js';
import { encodeFilters } from './query.js';
import { segment, type Wire, WORK } from './request.js';

/** All calls about networks. */
export function networkCalls(wire: Wire): NetworkCalls {
	const post = (path: string, body: unknown, signal: AbortSignal) =>
		wire.json({ method: 'POST', path, body, signal, timeout: WORK });
	return {
		async list({ signal }) {
			return objects(await wire.json({ method: 'GET', path: '/networks', signal })).map(toNetwork);
		},
		async inspect(id, { signal }) {
			const answer = await wire.json({ method: 'GET', path: `/networks/${segment(id)}`, signal });
			return { network: toNetwork(answer), raw: sanitizeDeep(answer, { keepNewlines: true }) };
		},
		async create(body, { signal }) {
			const answer = object(await post('/networks/create', body, signal));
			return { id: text(answer.Id), warning: text(answer.Warning) };
		},
		async remove(id, { signal }) {
			await wire.json({ method: 'DELETE', path: `/networks/${segment(id)}`, signal, timeout: WORK });
		},
		async connect(id, body, { signal }) {
			await post(`/networks/${segment(id)}/connect`, body, signal);
		},
		async disconnect(id, { container, force }, { signal }) {
			await post(`/networks/${segment(id)}/disconnect`, { Container: container, Force: force }, signal);
		},
		async prune(filters, { signal }) {
			const query = { filters: encodeFilters(filters) };
			const timeout = Number.POSITIVE_INFINITY;
			const answer = await wire.json({ method: 'POST', path: '/networks/prune', query, signal, timeout });
			return toPruneResult(answer, 'NetworksDeleted');
		},
	};
}
