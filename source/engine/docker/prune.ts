import type { PruneResult } from '../engine.js';
import { count, object, text } from './map/values.js';

/** A prune's answer. `key` names its list, of ids or of `{Untagged, Deleted}`; Podman gives a list of `{Id, Size}`. */
export function toPruneResult(value: unknown, key: string): PruneResult {
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
		if (typeof item === 'string') return text(item);
		const { Deleted, Untagged } = object(item);
		return text(Deleted) || text(Untagged);
	});
	return { deleted, reclaimed: count(answer.SpaceReclaimed) };
}
