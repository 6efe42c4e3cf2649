import type { OutcomeCheck } from '../../actions/action.js';
import { EngineError, isAbort } from '../../engine/errors.js';
import type { Clock } from '../clock.js';
import { Retry } from '../concurrency/retry.js';
import type { Store } from '../store.js';

/** The engine is asked for the outcome of a request this often at most, at this interval. */
const maxLooks = 30;
const intervalMs = 1000;

/** Returns true if a request was sent and its answer was lost. */
export const mayBeDone = (error: unknown): boolean => error instanceof EngineError && error.mayBeDone;

/**
 * Asks a connected engine for the outcome of a request whose answer was lost; changes nothing. Resolves to a sentence, or
 * to `undefined` when there was none within about half a minute or the signal aborts.
 */
export async function checkAgain(
	check: OutcomeCheck,
	{ store, clock, signal }: { store: Store; clock: Clock; signal: AbortSignal },
): Promise<string | undefined> {
	const retry = new Retry(clock, { firstMs: intervalMs, maxMs: intervalMs });
	while (!signal.aborted) {
		if (store.getState().connection.status === 'connected') {
			try {
				return await check(signal);
			} catch (error) {
				if (isAbort(error, signal)) {
					return undefined;
				}
			}
		}
		retry.fail();
		if (retry.failures === maxLooks) {
			return undefined;
		}
		await retry.wait(signal);
	}
	return undefined;
}
