import { type PruneNoun, pruneCommand } from '../../domain/commands/prune.js';
import type { Call, PruneOptions, PruneResult } from '../engine.js';
import { encodeRequest } from './http/encode-request.js';
import type { Wire } from './http/request.js';
import { count, object, text } from './map/values.js';

/** The call that prunes a noun; `key` names the list in its answer. */
export function pruneOf(wire: Wire, noun: PruneNoun, key: string) {
	return async (options: PruneOptions, { signal }: Call): Promise<PruneResult> => {
		const request = () => pruneCommand.request({ ...options, noun }, wire.client);
		return toPruneResult(await wire.json(encodeRequest(request, { signal, timeoutMs: Number.POSITIVE_INFINITY })), key);
	};
}

/** A prune's answer. `key` names its list, of ids or of `{Untagged, Deleted}`; Podman gives a list of `{Id, Size}`. */
function toPruneResult(value: unknown, key: string): PruneResult {
	if (Array.isArray(value)) {
		const items = value.map(object);
		return {
			deleted: items.map(item => text(item.Id)),
			reclaimed: items.reduce((all, item) => all + count(item.Size), 0),
		};
	}
	const answer = object(value);
	const list = Array.isArray(answer[key]) ? answer[key] : [];
	const deleted = list.map(item => {
		if (typeof item === 'string') {
			return text(item);
		}
		const { Deleted, Untagged } = object(item);
		return text(Deleted) || text(Untagged);
	});
	return { deleted, reclaimed: count(answer.SpaceReclaimed) };
}
