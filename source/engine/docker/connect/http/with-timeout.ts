import type { Endpoint } from '../../../../domain/nouns/host.js';
import { EngineError } from '../../../errors.js';

/** How long a short call (ping, inspect, list) may take before the engine counts as hung, in milliseconds. */
export const SHORT_CALL = 10_000;

export type TimeoutOptions = {
	readonly signal?: AbortSignal | undefined;
	/** Milliseconds; `SHORT_CALL` when left out. */
	readonly timeout?: number | undefined;
	/** Named in the error. */
	readonly endpoint?: Endpoint | undefined;
};

/**
 * Runs a short call with a deadline. The call gets a signal that follows the caller's own and fires at the deadline.
 * Rejects with an EngineError of kind `timeout` when the deadline stopped it, else with the call's own error. For calls
 * that may rightly wait (streams, stop, wait, pull) do not use it.
 */
export async function withTimeout<T>(call: (signal: AbortSignal) => Promise<T>, options: TimeoutOptions): Promise<T> {
	const { signal, timeout = SHORT_CALL, endpoint } = options;
	signal?.throwIfAborted();
	// Not AbortSignal.any: on Node 20 each use leaves an entry on the caller's long-lived signal.
	const controller = new AbortController();
	const follow = () => controller.abort(signal?.reason);
	signal?.addEventListener('abort', follow, { once: true });
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		controller.abort();
	}, timeout);
	try {
		return await call(controller.signal);
	} catch (error) {
		if (!late) {
			throw error;
		}
		const where = endpoint ? ` at ${endpoint.url}` : '';
		throw new EngineError('timeout', `the engine${where} did not answer within ${timeout / 1000} s`, { cause: error });
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', follow);
	}
}
