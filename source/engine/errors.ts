import { sanitize } from '../domain/text/sanitize.js';

/**
 * The reason of a failed engine call. The adapter decides it once, from the HTTP status or the system's error code.
 *
 * - `unreachable` no socket, refused, reset, host unknown; `permission` EACCES on the socket; `timeout`; `tls`
 * - `bad-request` 400; `unauthorized` 401; `forbidden` 403; `not-found` 404; `conflict` 409; `rate-limited` 429; `server` 5xx
 * - `stream` an error inside a progress stream (pull, push, build)
 * - `protocol` an answer that no engine sends; `unsupported` the engine is too old for the call
 * - `read-only` refused by plimsoll, nothing was sent
 */
export type EngineErrorKind =
	| 'unreachable'
	| 'permission'
	| 'timeout'
	| 'tls'
	| 'bad-request'
	| 'unauthorized'
	| 'forbidden'
	| 'not-found'
	| 'conflict'
	| 'rate-limited'
	| 'server'
	| 'stream'
	| 'protocol'
	| 'unsupported'
	| 'read-only';

type EngineErrorOptions = {
	readonly cause?: unknown;
	/** Exit code of a failed build step. */
	readonly exitCode?: number | undefined;
	/** HTTP status, when the engine answered with one. */
	readonly status?: number | undefined;
	/** A request that changes something was sent, and no answer came: the engine may have done it. */
	readonly mayBeDone?: boolean;
};

/** A failed engine call. `message` is the engine's own sentence, sanitized here for every caller; line ends stay. */
export class EngineError extends Error {
	override readonly name = 'EngineError';
	readonly exitCode: number | undefined;
	readonly status: number | undefined;
	readonly mayBeDone: boolean;
	constructor(
		readonly kind: EngineErrorKind,
		message: string,
		{ cause, exitCode, status, mayBeDone = false }: EngineErrorOptions = {},
	) {
		super(sanitize(message, { keepNewlines: true }), { cause });
		this.exitCode = exitCode;
		this.status = status;
		this.mayBeDone = mayBeDone;
	}
}

/** Returns true for a failure of the connection itself: the caller must reconnect. */
export function isConnectionError(error: unknown): error is EngineError {
	return (
		error instanceof EngineError &&
		(error.kind === 'unreachable' || error.kind === 'timeout' || error.kind === 'tls' || error.kind === 'permission')
	);
}

/** Returns true if plimsoll itself stopped the call. Callers return quietly: an abort is not an error. */
export function isAbort(error: unknown, signal?: AbortSignal): boolean {
	return signal?.aborted === true || (error instanceof Error && error.name === 'AbortError');
}
