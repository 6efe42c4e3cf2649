import * as v8 from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isInUse } from './tricks.js';
import { v8OfNode20 } from './v8-flags.js';

/** Bytes by which the old generation must have grown before a collection; V8 collects the young one all the time. */
const minGrowth = 2e6;
const oldGeneration = (): number =>
	v8.getHeapSpaceStatistics().find(space => space.space_name === 'old_space')?.space_used_size ?? 0;

/**
 * Frees what keys have left behind, once none came for `idleMs`: V8 itself collects its old generation only when that has
 * grown by 8 MB, and an idle dashboard never gets there. Takes some 25 ms, for which nobody is waiting. On Node 20 only:
 * later versions keep the pages that a collection has emptied, so that it gains nothing there (measured on 24.21; on 20.20
 * it is 12 % of the memory). Switch: `PLIMSOLL_TRICKS=-collect-idle`.
 *
 * @returns To be called at each key.
 */
export function createIdleCollector(idleMs = 4000): () => void {
	if (!isInUse('collect-idle') || !v8OfNode20.test(process.versions.v8)) {
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

/** V8's own `gc`, which a context has that is made while the flag is set; it gives back half-empty pages as well. */
function collector(): () => void {
	v8.setFlagsFromString('--expose-gc');
	const gc = runInNewContext('gc') as () => void;
	v8.setFlagsFromString('--no-expose-gc');
	return () => {
		v8.setFlagsFromString('--compact-on-every-full-gc');
		gc();
		v8.setFlagsFromString('--no-compact-on-every-full-gc');
	};
}
