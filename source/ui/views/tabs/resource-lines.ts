import type { Line } from '../../../domain/line.js';
import { resourceOf } from '../../../state/selectors.js';
import type { State } from '../../../state/state.js';
import type { Glyphs } from '../../glyphs.js';
import { notice } from '../empty-list.js';

/** The lines of something fetched; until it is there, that it is on its way or why it failed. */
export function resourceLines<T>(
	state: State,
	key: string,
	width: number,
	glyphs: Glyphs,
	lines: (value: T) => readonly Line[],
): readonly Line[] {
	const resource = resourceOf<T>(state, key);
	if (resource?.value !== undefined) return lines(resource.value);
	return resource?.status === 'failed'
		? [[], ...notice(`${glyphs.failed} ${resource.error ?? 'failed'}`, 'bad', width)]
		: [[], ...notice(`loading${glyphs.ellipsis}`, 'dim', width)];
}
