import * as v8 from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isInUse } from './tricks.js';
import { setFlag, v8OfNode20 } from './v8-flags.js';

/** Bytes by which the old generation must have grown before a collection; V8 collects the young one all the time. */
const minGrowth = 2e6;
const oldGeneration = (): number =>
	v8.getHeapSpaceStatistics().find(space => space.space_name === 'old_space')?.space_used_size ?? 0;

/**
 * Frees what keys have left behind, once none came for `idleMs`: V8 itself collects its old generation only when that has
 * grown by 8 MB, and an idle dashboard never gets there. Takes some 20 ms, for which nobody is waiting.
 *
 * @returns To be called at each key.
 */
export function createIdleCollector(idleMs = 4000): () => void {
	if (!isInUse('collect-idle')) {
		return () => {};
	}
	let collect: (() => void) | undefined;
	let timer: NodeJS.Timeout | undefined;
	let before = 0;

	function collectGrowth(): void {
		if (oldGeneration() < before + minGrowth) {
			return;
		}
		collect ??= collector();
		collect();
		before = oldGeneration();
	}

	return () => {
		timer ??= setTimeout(collectGrowth, idleMs);
		timer.refresh();
	};
}

const compaction = 'compact-on-every-full-gc';

/**
 * V8's own `gc`, which a context has that is made while the flag is set. On Node 20 it gives back half-empty pages as
 * well; later versions keep what that frees for themselves, and take more while they do it.
 */
function collector(): () => void {
	v8.setFlagsFromString('--expose-gc');
	const gc = runInNewContext('gc') as () => void;
	v8.setFlagsFromString('--no-expose-gc');
	return () => {
		setFlag(`--${compaction}`, v8OfNode20);
		gc();
		setFlag(`--no-${compaction}`, v8OfNode20);
	};
}
