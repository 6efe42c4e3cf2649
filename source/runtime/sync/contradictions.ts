import type { ItemOf } from '../../panes/noun.js';
import { panes } from '../../panes/panes.js';
import type { Listing } from '../../state/state.js';
import type { EngineNoun } from '../connection/list-sources.js';

/**
 * Returns true if fresh rows differ from the rows on screen and no event announced it: a row is new or gone, or a container
 * is in another state. The stream of events may have stalled.
 */
export function hasUnexplainedChange<N extends EngineNoun>(
	noun: N,
	known: Listing<ItemOf<N>>,
	rows: readonly ItemOf<N>[],
	isAnnounced: (key: string) => boolean,
): boolean {
	if (known.status === 'loading') {
		return false;
	}
	const fresh = new Map(rows.map(row => [panes[noun].key(row), row]));
	for (const [key, row] of fresh) {
		const before = known.byKey.get(key);
		const isSame = before !== undefined && stateOf(before) === stateOf(row);
		if (!isSame && !isAnnounced(key)) {
			return true;
		}
	}
	for (const key of known.byKey.keys()) {
		if (!fresh.has(key) && !isAnnounced(key)) {
			return true;
		}
	}
	return false;
}

/** The state of a container; the engine sends no event for `removing` and `dead`. */
function stateOf(row: ItemOf<EngineNoun>): string {
	if (!('state' in row)) {
		return '';
	}
	return row.state === 'removing' || row.state === 'dead' ? 'exited' : row.state;
}
