import { commitCommand } from '../../../domain/commands/commit.js';
import { createCall } from '../../../domain/commands/create.js';
import { updateCommand } from '../../../domain/commands/update.js';
import type { ContainerCalls } from '../../engine.js';
import { idPart } from '../http/path-part.js';
import { type Wire, WORK } from '../http/request.js';
import { sent } from '../http/sent.js';
import { count, object, text, texts } from '../map/values.js';
import { pruneOf } from '../prune.js';

type Changes = Pick<ContainerCalls, 'update' | 'create' | 'wait' | 'commit' | 'prune'>;

const unlimited = Number.POSITIVE_INFINITY;

/** What makes, alters or awaits a container and answers. */
export function containerChanges(wire: Wire): Changes {
	return {
		async update(id, change, { signal }) {
			const request = sent(() => updateCommand.request(id, change), { signal, timeout: WORK });
			return texts(object(await wire.json(request)).Warnings);
		},
		async create(container, { signal }) {
			const answer = object(await wire.json(sent(() => createCall(container), { signal, timeout: WORK })));
			return { id: text(answer.Id), warnings: texts(answer.Warnings) };
		},
		async wait(id, condition, { signal }) {
			const path = `/containers/${idPart(id)}/wait`;
			// The engine's default, which docker's client does not send either.
			const query = condition === 'not-running' ? {} : { condition };
			return count(object(await wire.json({ method: 'POST', path, query, signal, timeout: unlimited })).StatusCode);
		},
		async commit(id, options, { signal }) {
			const request = sent(() => commitCommand.request(id, options), { signal, timeout: unlimited });
			return text(object(await wire.json(request)).Id);
		},
		prune: pruneOf(wire, 'container', 'ContainersDeleted'),
	};
}
