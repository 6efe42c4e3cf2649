import type { Line } from '../../../domain/text/line.js';
import type { ResourceKind, Resources } from '../../../panes/noun.js';
import { type ResourceRef, resourceOf } from '../../../state/resources.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { notice } from '../list/empty-list.js';

/** The lines of something fetched; until it is there, that it is on its way or why it failed. */
export function resourceLines<K extends ResourceKind>(
	state: State,
	ref: ResourceRef<K>,
	width: number,
	glyphs: Glyphs,
	lines: (value: Resources[K]) => readonly Line[],
): readonly Line[] {
	const resource = resourceOf(state, ref);
	if (resource?.value !== undefined) {
		return lines(resource.value);
	}
	return resource?.status === 'failed'
		? [[], ...notice(`${glyphs.failed} ${resource.error ?? 'failed'}`, 'bad', width)]
		: [[], ...notice(`loading${glyphs.ellipsis}`, 'dim', width)];
}
