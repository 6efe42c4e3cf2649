import { createVolumeCommand, removeVolumeCommand } from '../../domain/commands/volume.js';
import type { Volume } from '../../domain/nouns/volume.js';
import { sanitizeDeep } from '../../domain/text/sanitize.js';
import type { VolumeCalls } from '../engine.js';
import { encodeRequest } from './http/encode-request.js';
import { idPart } from './http/path-part.js';
import { type Wire, workTimeoutMs } from './http/request.js';
import { dictionary, listAnswer, object, objectAnswer, text, time } from './map/values.js';
import { pruneOf } from './prune.js';

/** All calls about volumes. */
export function volumeCalls(wire: Wire): VolumeCalls {
	return {
		async list({ signal }) {
			return listAnswer(objectAnswer(await wire.json({ method: 'GET', path: '/volumes', signal })).Volumes ?? null).map(
				toVolume,
			);
		},
		async inspect(name, { signal }) {
			const answer = objectAnswer(await wire.json({ method: 'GET', path: `/volumes/${idPart(name)}`, signal }));
			return { volume: toVolume(answer), raw: sanitizeDeep(answer, { keepNewlines: true }) };
		},
		async create(volume, { signal }) {
			const request = encodeRequest(() => createVolumeCommand.request(volume), { signal, timeoutMs: workTimeoutMs });
			return toVolume(await wire.json(request));
		},
		async remove(name, options, { signal }) {
			await wire.json(
				encodeRequest(() => removeVolumeCommand.request(name, options), { signal, timeoutMs: workTimeoutMs }),
			);
		},
		prune: pruneOf(wire, 'volume', 'VolumesDeleted'),
	};
}

/** A volume of list, inspect or create. */
function toVolume(value: unknown): Volume {
	const raw = object(value);
	return {
		name: text(raw.Name),
		driver: text(raw.Driver),
		mountpoint: text(raw.Mountpoint),
		createdAt: time(raw.CreatedAt),
		scope: text(raw.Scope),
		labels: dictionary(raw.Labels),
		options: dictionary(raw.Options),
	};
}
