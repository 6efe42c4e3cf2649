import { encodeFilters } from '../../../domain/commands/filters.js';
import type { ContainerCalls } from '../../engine.js';
import { idPart } from '../http/path-part.js';
import { type Wire, workTimeoutMs } from '../http/request.js';
import { toContainer } from '../map/container.js';
import { toContainerDetail } from '../map/container-detail.js';
import { listAnswer, objectAnswer, text, texts } from '../map/values.js';
import { containerChanges } from './container-changes.js';
import { containerSessions } from './container-sessions.js';
import { containerStreams } from './container-streams.js';
import { containerVerbs } from './container-verbs.js';

const changeKinds = ['modified', 'added', 'deleted'] as const;

/** All calls about containers. */
export function containerCalls(wire: Wire): ContainerCalls {
	return {
		...containerVerbs(wire),
		...containerChanges(wire),
		...containerStreams(wire),
		...containerSessions(wire),
		async list({ signal, filters }) {
			const query = { all: true, filters: encodeFilters(filters) };
			return listAnswer(await wire.json({ method: 'GET', path: '/containers/json', query, signal })).map(toContainer);
		},
		async inspect(id, { signal }) {
			return toContainerDetail(
				objectAnswer(await wire.json({ method: 'GET', path: `/containers/${idPart(id)}/json`, signal })),
			);
		},
		async top(id, { signal }) {
			const answer = objectAnswer(await wire.json({ method: 'GET', path: `/containers/${idPart(id)}/top`, signal }));
			const rows = Array.isArray(answer.Processes) ? answer.Processes : [];
			return { titles: texts(answer.Titles), rows: rows.map(texts) };
		},
		async changes(id, { signal }) {
			const path = `/containers/${idPart(id)}/changes`;
			const answer = listAnswer(await wire.json({ method: 'GET', path, signal, timeoutMs: workTimeoutMs }));
			// The engine lists folders in another order at each request.
			return answer
				.map(({ Kind, Path }) => ({ kind: changeKinds[Number(Kind)] ?? 'modified', path: text(Path) }))
				.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
		},
	};
}
