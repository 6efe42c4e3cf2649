import type { Attempt, Endpoint } from '../../../domain/nouns/host.js';
import { EngineError, type EngineErrorKind } from '../../errors.js';
import { toEngineError } from '../http/errors-map.js';
import { connectionFailure } from '../http/system-words.js';
import { cureFor } from './cures.js';
import { type Client, type ClientOptions, openClient } from './http/client.js';
import { ChildError } from './ssh/child-stream.js';
import { needsPerson, wouldAsk } from './ssh/ssh-failure.js';

export type Connection = {
	/** Undefined when no candidate answered. */
	readonly client: Client | undefined;
	/** The candidates that failed, in the order in which they were tried. */
	readonly attempts: readonly Attempt[];
};

export type ConnectOptions = ClientOptions & {
	readonly platform?: NodeJS.Platform | undefined;
	/** Called after each failure, for the connecting screen. */
	readonly onAttempt?: (attempt: Attempt) => void;
};

/**
 * Pings one candidate after the other and connects to the first that answers. Rejects only with the signal's abort; failures
 * are in `attempts`, each with the system's or the engine's words and the usual cure.
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

/** A failed connection as the screen shows it. */
export function attemptOf(error: unknown, endpoint: Endpoint, platform: NodeJS.Platform): Attempt {
	const engineError = toEngineError(error, endpoint);
	if (!(engineError instanceof EngineError)) {
		return { endpoint, kind: 'unreachable', reason: engineError.message };
	}
	// The screen shows the endpoint beside it: the system's words alone are enough.
	const reason = connectionFailure(engineError.cause)?.words ?? engineError.message;
	const cure = cureFor(engineError, endpoint, platform);
	const canLogIn = platform !== 'win32' && engineError.cause instanceof ChildError && wouldAsk(engineError.cause);
	return {
		endpoint,
		kind: engineError.kind,
		reason,
		cure,
		needsUser: needsUser(engineError),
		...(canLogIn && { canLogIn }),
	};
}

/** Failures of wrong addresses and versions, certificates and refusals: a retry fails in the same way. */
const lastingKinds: readonly EngineErrorKind[] = [
	'permission',
	'tls',
	'unauthorized',
	'forbidden',
	'unsupported',
	'bad-request',
];

/**
 * Returns true if only the user can cure the failure. Such a connection is not retried in the background: over ssh and TLS
 * each retry is a failed login, and a server bans an address after a few.
 */
function needsUser({ kind, cause }: EngineError): boolean {
	return lastingKinds.includes(kind) || (cause instanceof ChildError && needsPerson(cause));
}
