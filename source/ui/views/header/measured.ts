import type { Container } from '../../../domain/nouns/container.js';
import { memo } from '../../../state/memo.js';
import type { State } from '../../../state/state.js';

/** A reading older than the newest one by more than this (ms) is of a row that nobody looks at any more. */
const staleAfter = 60_000;

const countRunning = memo((items: readonly Container[]) => items.filter(({ state }) => state === 'running').length);

const freshIds = memo((stats: State['stats']): readonly string[] => {
	const at = (id: string) => stats.get(id)?.readings.at(-1)?.at ?? 0;
	const ids = [...stats.keys()];
	const newest = ids.reduce((latest, id) => Math.max(latest, at(id)), 0);
	return ids.filter(id => at(id) > 0 && at(id) >= newest - staleAfter);
});

/** Containers with a fresh reading, of those that run: only what is looked at is measured. */
export const measuredContainers = (state: State): { readonly ids: readonly string[]; readonly running: number } => ({
	ids: freshIds(state.stats),
	running: countRunning(state.lists.containers.items),
});
