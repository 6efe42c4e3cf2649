import { commitCommand } from '../../../domain/commands/commit.js';
import { createCall } from '../../../domain/commands/create.js';
import { type LimitsChange, updateCommand } from '../../../domain/commands/update.js';
import type { ContainerCalls } from '../../engine.js';
import { encodeRequest } from '../http/encode-request.js';
import { idPart } from '../http/path-part.js';
import { type Wire, workTimeoutMs } from '../http/request.js';
import { imageId } from '../map/image.js';
import { count, object, text, texts } from '../map/values.js';
import { pruneOf } from '../prune.js';

type Changes = Pick<ContainerCalls, 'update' | 'create' | 'wait' | 'commit' | 'prune'>;

const unlimited = Number.POSITIVE_INFINITY;

const cpuPeriod = 100_000;

/** Podman drops new CPUs from an update without a word; it takes them as a quota. */
function withQuota({ cpus, ...change }: LimitsChange): LimitsChange {
	return cpus ? { ...change, cpuPeriod, cpuQuota: Math.round((Number(cpus) / 1e9) * cpuPeriod) } : change;
}

/** The changes that the engine answers with data, and `wait`. */
export function containerChanges(wire: Wire): Changes {
	return {
		async update(id, change, { signal }) {
			const sent = wire.client.product === 'Podman' ? withQuota(change) : change;
			const request = encodeRequest(() => updateCommand.request(id, sent), { signal, timeoutMs: workTimeoutMs });
			return texts(object(await wire.json(request)).Warnings);
		},
		async create(container, { signal }) {
			const answer = object(
				await wire.json(encodeRequest(() => createCall(container), { signal, timeoutMs: workTimeoutMs })),
			);
			return { id: text(answer.Id), warnings: texts(answer.Warnings) };
		},
		async wait(id, condition, { signal }) {
			const path = `/containers/${idPart(id)}/wait`;
			// Docker's client does not send the engine's default either.
			const query = condition === 'not-running' ? {} : { condition };
			return count(object(await wire.json({ method: 'POST', path, query, signal, timeoutMs: unlimited })).StatusCode);
		},
		async commit(id, options, { signal }) {
			const request = encodeRequest(() => commitCommand.request(id, options), { signal, timeoutMs: unlimited });
			return imageId(text(object(await wire.json(request)).Id));
		},
		prune: pruneOf(wire, 'container', 'ContainersDeleted'),
	};
}
