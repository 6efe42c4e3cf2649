import type { ContainerCalls } from '../engine.js';
import { imageName } from './image-name.js';
import { count, object, text, texts } from './map/values.js';
import { idPart } from './path-part.js';
import { toPruneResult } from './prune.js';
import { encodeFilters } from './query.js';
import { type Wire, WORK } from './request.js';

type Changes = Pick<ContainerCalls, 'update' | 'create' | 'wait' | 'commit' | 'prune'>;

const patient = Number.POSITIVE_INFINITY;

/** What makes, alters or awaits a container and answers. */
export function containerChanges(wire: Wire): Changes {
	return {
		async update(id, body, { signal }) {
			const path = `/containers/${idPart(id)}/update`;
			return texts(object(await wire.json({ method: 'POST', path, body, signal, timeout: WORK })).Warnings);
		},
		async create({ name, platform, body }, { signal }) {
			const query = { name, platform };
			const request = { method: 'POST', path: '/containers/create', query, body, signal, timeout: WORK } as const;
			const answer = object(await wire.json(request));
			return { id: text(answer.Id), warnings: texts(answer.Warnings) };
		},
		async wait(id, condition, { signal }) {
			const path = `/containers/${idPart(id)}/wait`;
			// The engine's default, which docker's client does not send either.
			const query = condition === 'not-running' ? {} : { condition };
			return count(object(await wire.json({ method: 'POST', path, query, signal, timeout: patient })).StatusCode);
		},
		async commit(id, { repository, tag, author, message, pause, changes }, { signal }) {
			// Docker's client sends the empty texts, too.
			const query = {
				container: id,
				repo: repository && imageName(repository),
				tag,
				author,
				comment: message,
				changes,
				pause: pause ? undefined : '0',
			};
			const request = { method: 'POST', path: '/commit', query, signal, timeout: patient } as const;
			return text(object(await wire.json(request)).Id);
		},
		async prune(filters, { signal }) {
			const query = { filters: encodeFilters(filters) };
			const request = { method: 'POST', path: '/containers/prune', query, signal, timeout: patient } as const;
			return toPruneResult(await wire.json(request), 'ContainersDeleted');
		},
	};
}
