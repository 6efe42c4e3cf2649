import { collectOften } from './collect-often.js';
import { keepYoung } from './keep-young.js';

/** Sets the flags of V8 that would make the start slower; call it after the first rows. */
export function setLateFlags(isWanted = true): void {
	keepYoung(isWanted);
	collectOften(isWanted);
}

/**
 * Runs some work with the flags of the start after `setLateFlags`: V8 rejects compiled code that was stored with other flags.
 * Only at the end, because the heap grows meanwhile.
 */
export function withStartFlags<T>(work: () => T): T {
	setLateFlags(false);
	try {
		return work();
	} finally {
		setLateFlags();
	}
}
