import type { Attempt, Endpoint } from '../../../domain/nouns/host.js';
import { EngineError } from '../../errors.js';
import { toEngineError } from '../http/errors-map.js';
import { connectionFailure } from '../http/system-words.js';
import { cureFor } from './cures.js';
import { type Client, type ClientOptions, openClient } from './http/client.js';
import { needsUser } from './needs-user.js';

export type Connection = {
	/** Undefined when no candidate answered. */
	readonly client: Client | undefined;
	/** The candidates that failed, in the order in which they were tried. */
	readonly attempts: readonly Attempt[];
};

export type ConnectOptions = ClientOptions & {
	readonly platform?: NodeJS.Platform | undefined;
	/** Told of each failure as it happens, for a screen that waits. */
	readonly onAttempt?: (attempt: Attempt) => void;
};

/**
 * Connects to the first candidate that answers a ping, one after the other. Rejects only with the signal's abort: that
 * nothing answered is in `attempts`, each with the system's or the engine's words and the usual cure.
 */
export async function connectFirst(candidates: readonly Endpoint[], options: ConnectOptions = {}): Promise<Connection> {
	const attempts: Attempt[] = [];
	for (const endpoint of candidates) {
		try {
			return { client: await openClient(endpoint, options), attempts };
		} catch (error) {
			options.signal?.throwIfAborted();
			const attempt = attemptOf(error, endpoint, options.platform ?? process.platform);
			attempts.push(attempt);
			options.onAttempt?.(attempt);
		}
	}
	return { client: undefined, attempts };
}

/** A failed connection as the screen tells it. */
export function attemptOf(error: unknown, endpoint: Endpoint, platform: NodeJS.Platform): Attempt {
	const known = toEngineError(error, endpoint);
	if (!(known instanceof EngineError)) {
		return { endpoint, kind: 'unreachable', reason: known.message };
	}
	// The endpoint is shown beside it: the system's words alone are enough.
	const reason = connectionFailure(known.cause)?.words ?? known.message;
	const cure = cureFor(known, endpoint, platform);
	return { endpoint, kind: known.kind, reason, cure, needsUser: needsUser(known) };
}
