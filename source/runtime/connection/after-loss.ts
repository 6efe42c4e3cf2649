import type { Look } from '../../actions/action.js';
import { EngineError, isAbort } from '../../engine/errors.js';
import { type Clock, sleep } from '../clock.js';
import type { Store } from '../store.js';

/** How often, and how long after each other in milliseconds, an engine is asked what has become of a request. */
const times = 30;
const pause = 1000;

/** Whether a request was sent and its answer lost. */
export const mayBeDone = (error: unknown): boolean => error instanceof EngineError && error.mayBeDone;

/**
 * Asks a connected engine what has become of something whose answer was lost; looking is all that it does. Resolves to the
 * sentence, to `undefined` when there was none within about half a minute or the signal aborts.
 */
export async function lookAgain(
	look: Look,
	{ store, clock, signal }: { store: Store; clock: Clock; signal: AbortSignal },
): Promise<string | undefined> {
	for (let tried = 0; tried < times && !signal.aborted; tried++) {
		if (tried > 0) {
			await sleep(clock, pause, signal);
		}
		if (signal.aborted || store.getState().connection.status !== 'connected') {
			continue;
		}
		try {
			return await look(signal);
		} catch (error) {
			if (isAbort(error, signal)) {
				return undefined;
			}
		}
	}
	return undefined;
}
