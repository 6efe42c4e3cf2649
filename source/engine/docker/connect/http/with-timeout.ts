import type { Endpoint } from '../../../../domain/nouns/host.js';
import { EngineError } from '../../../errors.js';

/** For short calls (ping, inspect, list): after this the engine counts as hung. */
export const defaultTimeoutMs = 10_000;

type TimeoutOptions = {
	readonly signal?: AbortSignal | undefined;
	/** `defaultTimeoutMs` when left out. */
	readonly timeoutMs?: number | undefined;
	/** Its address appears in the error. */
	readonly endpoint?: Endpoint | undefined;
};

/**
 * Runs a short call with a deadline. The call gets a signal that follows the caller's own and fires at the deadline.
 * Rejects with an EngineError of kind `timeout` when the deadline stopped it, else with the call's own error. Not for calls
 * without a deadline (streams, stop, wait, pull).
 */
export async function withTimeout<T>(call: (signal: AbortSignal) => Promise<T>, options: TimeoutOptions): Promise<T> {
	const { signal, timeoutMs = defaultTimeoutMs, endpoint } = options;
	signal?.throwIfAborted();
	// Not AbortSignal.any: on Node 20 each use leaves an entry on the caller's long-lived signal.
	const controller = new AbortController();
	const follow = () => controller.abort(signal?.reason);
	signal?.addEventListener('abort', follow, { once: true });
	let isLate = false;
	const timer = setTimeout(() => {
		isLate = true;
		controller.abort();
	}, timeoutMs);
	try {
		return await call(controller.signal);
	} catch (error) {
		if (!isLate) {
			throw error;
		}
		const where = endpoint ? ` at ${endpoint.url}` : '';
		throw new EngineError('timeout', `the engine${where} did not answer within ${timeoutMs / 1000} s`, {
			cause: error,
		});
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', follow);
	}
}
