import { createVolumeCommand, removeVolumeCommand } from '../../domain/commands/volume.js';
import { sanitizeDeep } from '../../domain/text/sanitize.js';
import type { VolumeCalls } from '../engine.js';
import { idPart } from './http/path-part.js';
import { type Wire, workTimeoutMs } from './http/request.js';
import { sent } from './http/sent.js';
import { described, listed } from './map/values.js';
import { toVolume } from './map/volume.js';
import { pruneOf } from './prune.js';

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
		async create(volume, { signal }) {
			const request = sent(() => createVolumeCommand.request(volume), { signal, timeoutMs: workTimeoutMs });
			return toVolume(await wire.json(request));
		},
		async remove(name, options, { signal }) {
			await wire.json(sent(() => removeVolumeCommand.request(name, options), { signal, timeoutMs: workTimeoutMs }));
		},
		prune: pruneOf(wire, 'volume', 'VolumesDeleted'),
	};
}
