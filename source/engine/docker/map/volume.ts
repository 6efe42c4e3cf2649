import type { Volume } from '../../../domain/nouns/volume.js';
import { dictionary, object, text, time } from './values.js';

/** A volume, as list, inspect and create give it. */
export function toVolume(value: unknown): Volume {
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
