import type { Container } from '../../../domain/nouns/container.js';
import { memo } from '../../../state/memo.js';
import type { State } from '../../../state/state.js';

/**
 * A reading this much older than the newest one belongs to a row that is off screen. The sums of groups measure some
 * hundred and forty of those in this time.
 */
const staleAfterMs = 300_000;

const countRunning = memo((items: readonly Container[]) => items.filter(({ state }) => state === 'running').length);

const freshIds = memo((stats: State['stats']): readonly string[] => {
	const at = (id: string) => stats.get(id)?.readings.at(-1)?.at ?? 0;
	const ids = [...stats.keys()];
	const newest = ids.reduce((latest, id) => Math.max(latest, at(id)), 0);
	return ids.filter(id => at(id) > 0 && at(id) >= newest - staleAfterMs);
});

/** Returns the containers with a fresh reading, and the number of running ones: rows off screen are not measured. */
export const measuredContainers = (state: State): { readonly ids: readonly string[]; readonly running: number } => ({
	ids: freshIds(state.stats),
	running: countRunning(state.lists.containers.items),
});
