import { cannotConnect, type Endpoint, lostConnection } from '../../../domain/nouns/host.js';
import { sanitize } from '../../../domain/text/sanitize.js';
import { EngineError, type EngineErrorKind, isAbort } from '../../errors.js';
import { connectionFailure } from './system-words.js';

const kinds: Readonly<Record<number, EngineErrorKind>> = {
	304: 'conflict',
	400: 'bad-request',
	401: 'unauthorized',
	403: 'forbidden',
	404: 'not-found',
	405: 'unsupported',
	409: 'conflict',
	429: 'rate-limited',
	501: 'unsupported',
};

/**
 * Podman answers most refusals with 500 and names the reason in `cause`. Source: containers/podman libpod/define/errors.go.
 */
const podmanCauses: Readonly<Record<string, EngineErrorKind>> = {
	'container already exists': 'conflict',
	'container has already been removed': 'not-found',
	'container state improper': 'conflict',
	'container is stopped': 'conflict',
	'image is in use by a container': 'conflict',
	'invalid argument': 'bad-request',
	'network already exists': 'conflict',
	'network is being used': 'conflict',
	'no such container': 'not-found',
	'no such image': 'not-found',
	'network not found': 'not-found',
	'no such volume': 'not-found',
	'OCI permission denied': 'bad-request',
	'OCI runtime attempted to invoke a command that was not found': 'bad-request',
	'that name is already in use': 'conflict',
	// A rename to the name of another container.
	'UNIQUE constraint failed: ContainerConfig.Name': 'conflict',
	'top can only be used on running containers': 'conflict',
	'volume already exists': 'conflict',
	'volume is being used': 'conflict',
};

/** The kind of failure behind an HTTP status and, for a status that says nothing, Podman's cause. */
function kindOfAnswer(status: number, body: unknown): EngineErrorKind {
	const cause = typeof body === 'object' && body !== null ? (body as { cause?: unknown }).cause : undefined;
	const named = status === 500 && typeof cause === 'string' && Object.hasOwn(podmanCauses, cause);
	return (named && podmanCauses[cause]) || kindOfStatus(status);
}

function kindOfStatus(status: number): EngineErrorKind {
	const isKnownClass = status >= 400 && status < 600;
	return kinds[status] ?? (!isKnownClass ? 'protocol' : status >= 500 ? 'server' : 'bad-request');
}

/**
 * Makes an EngineError of an error that a call threw: an answer that docker-modem rejected, a failed connection, or any
 * other. The message is the engine's or the system's own sentence, sanitized; a failure to connect names the endpoint when
 * it is given. An abort and an EngineError are returned as they are.
 */
export function toEngineError(error: unknown, endpoint?: Endpoint): Error {
	if (error instanceof EngineError) {
		return error;
	}
	if (error instanceof Error && isAbort(error)) {
		return error;
	}
	const rejected = rejectedAnswer(error);
	if (rejected) {
		return errorOfAnswer(rejected.status, rejected.body, error);
	}
	const failure = connectionFailure(error);
	const message = error instanceof Error ? error.message : String(error);
	if (!failure) {
		const { syscall } = error as NodeJS.ErrnoException;
		return new EngineError(syscall ? 'bad-request' : 'protocol', sanitize(message), { cause: error });
	}
	const prefix = isBroken(error) ? lostConnection : endpoint ? cannotConnect(endpoint) : '';
	return new EngineError(failure.kind, prefix + failure.words, { cause: error });
}

/** Returns true if an open connection broke. The engine may have done the request then. */
function isBroken(error: unknown): boolean {
	const { code = '', syscall } = error as NodeJS.ErrnoException;
	return syscall !== 'connect' && /^(?:ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT)$/.test(code);
}

/**
 * Status and body of an answer that docker-modem rejected. For stream calls it keeps the body only inside its own message:
 * `(HTTP code 404) no such container - words `.
 */
function rejectedAnswer(error: unknown): { status: number; body: unknown } | undefined {
	if (!(error instanceof Error)) {
		return undefined;
	}
	const { statusCode, json, reason } = error as Error & { statusCode?: unknown; json?: unknown; reason?: unknown };
	if (typeof statusCode !== 'number') {
		return undefined;
	}
	if (json !== null && json !== undefined) {
		return { status: statusCode, body: json };
	}
	const prefix = `(HTTP code ${statusCode}) ${reason || 'unexpected'} - `;
	const words = error.message.startsWith(prefix) ? error.message.slice(prefix.length).trim() : '';
	return { status: statusCode, body: words === '[object Object]' ? '' : words };
}

const maxMessageLength = 16 * 1024;

/** An EngineError of an HTTP answer: `body` is parsed JSON, text or bytes. */
export function errorOfAnswer(status: number, body: unknown, cause?: unknown): EngineError {
	const text = messageIn(body).slice(0, maxMessageLength).trim();
	if (text.startsWith('<')) {
		// A proxy's or web server's page: its 404 says nothing about a container.
		const kind = status >= 500 ? 'server' : 'protocol';
		return new EngineError(kind, `HTTP ${status} with a web page instead of an engine's answer`, { cause, status });
	}
	// A message of control characters alone is empty once it is sanitized.
	const message = sanitize(text).trim() || `HTTP ${status} without a message`;
	return new EngineError(kindOfAnswer(status, body), message, { cause, status });
}

/** The sentence in an error's body: `{message}` of Docker and Podman, `{error}` of registries, or plain text. */
function messageIn(body: unknown): string {
	if (typeof body === 'string') {
		return body;
	}
	if (body instanceof Uint8Array) {
		return Buffer.from(body).toString('utf8');
	}
	if (typeof body !== 'object' || body === null) {
		return '';
	}
	const { message, error } = body as { message?: unknown; error?: unknown };
	if (typeof message === 'string' && message) {
		return message;
	}
	return typeof error === 'string' ? error : '';
}
