import { sanitizeDeep } from '../../domain/sanitize.js';
import type { NetworkCalls } from '../engine.js';
import { toNetwork } from './map/network.js';
import { described, listed, object, text } from './map/values.js';
import { idPart } from './path-part.js';
import { toPruneResult } from './prune.js';
import { encodeFilters } from './query.js';
import { type Wire, WORK } from './request.js';

/** All calls about networks. */
export function networkCalls(wire: Wire): NetworkCalls {
	const post = (path: string, body: unknown, signal: AbortSignal) =>
		wire.json({ method: 'POST', path, body, signal, timeout: WORK });
	return {
		async list({ signal }) {
			return listed(await wire.json({ method: 'GET', path: '/networks', signal })).map(toNetwork);
		},
		async inspect(id, { signal }) {
			const answer = described(await wire.json({ method: 'GET', path: `/networks/${idPart(id)}`, signal }));
			return { network: toNetwork(answer), raw: sanitizeDeep(answer, { keepNewlines: true }) };
		},
		async create(body, { signal }) {
			const answer = object(await post('/networks/create', body, signal));
			return { id: text(answer.Id), warning: text(answer.Warning) };
		},
		async remove(id, { signal }) {
			await wire.json({ method: 'DELETE', path: `/networks/${idPart(id)}`, signal, timeout: WORK });
		},
		async connect(id, body, { signal }) {
			await post(`/networks/${idPart(id)}/connect`, body, signal);
		},
		async disconnect(id, { container, force }, { signal }) {
			await post(`/networks/${idPart(id)}/disconnect`, { Container: container, Force: force }, signal);
		},
		async prune(filters, { signal }) {
			const query = { filters: encodeFilters(filters) };
			const timeout = Number.POSITIVE_INFINITY;
			const answer = await wire.json({ method: 'POST', path: '/networks/prune', query, signal, timeout });
			return toPruneResult(answer, 'NetworksDeleted');
		},
	};
}
