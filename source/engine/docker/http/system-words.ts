import { sanitize } from '../../../domain/text/sanitize.js';
import type { EngineErrorKind } from '../../errors.js';
import { ChildError } from '../connect/ssh/child-stream.js';

type Failure = { readonly kind: EngineErrorKind; readonly words: string };

const unreachable = (words: string): Failure => ({ kind: 'unreachable', words });

/** The system's own words for its error codes (`strerror`, `gai_strerror`). */
const codes: Readonly<Record<string, Failure>> = {
	ENOENT: unreachable('no such file or directory'),
	ENOTDIR: unreachable('not a directory'),
	ENOTSOCK: unreachable('not a socket'),
	ECONNREFUSED: unreachable('connection refused'),
	ECONNRESET: unreachable('connection reset by peer'),
	ECONNABORTED: unreachable('connection aborted'),
	EPIPE: unreachable('broken pipe'),
	EHOSTUNREACH: unreachable('no route to host'),
	EHOSTDOWN: unreachable('host is down'),
	ENETUNREACH: unreachable('network is unreachable'),
	EADDRNOTAVAIL: unreachable('cannot assign requested address'),
	ENOTFOUND: unreachable('no such host'),
	EAI_AGAIN: unreachable('temporary failure in name resolution'),
	EACCES: { kind: 'permission', words: 'permission denied' },
	EPERM: { kind: 'permission', words: 'operation not permitted' },
	ETIMEDOUT: { kind: 'timeout', words: 'connection timed out' },
};

/** OpenSSL's verification results as Node names them. Source: nodejs.org/api/tls.html, "X509 certificate error codes". */
const certificateCodes =
	/^(?:CERT_|CRL_|UNABLE_TO_|ERROR_IN_|HOSTNAME_MISMATCH|INVALID_(?:CA|PURPOSE)|SELF_SIGNED_|DEPTH_ZERO_)/;

/** An error of Node's HTTP parser, with the bytes that it could not read. */
type ParserError = NodeJS.ErrnoException & { readonly rawPacket?: Uint8Array };

const parserWords: Readonly<Record<string, string>> = {
	HPE_HEADER_OVERFLOW: 'the head of the answer is longer than 16 KiB',
	HPE_CHUNK_EXTENSIONS_OVERFLOW: 'the answer is broken: a chunk has too many extensions',
	HPE_INVALID_CHUNK_SIZE: 'the answer is broken: a chunk without a length',
	HPE_INVALID_CONTENT_LENGTH: 'the answer is broken: a length that is not a number',
	HPE_UNEXPECTED_CONTENT_LENGTH: 'the answer is broken: two lengths that differ',
	HPE_INVALID_TRANSFER_ENCODING: 'the answer is broken: an unknown transfer encoding',
	HPE_INVALID_HEADER_TOKEN: 'the head of the answer is broken',
	HPE_INVALID_STATUS: 'the answer has no HTTP status',
	HPE_INVALID_EOF_STATE: 'the answer was cut',
};

function parserFailure({ code = '', rawPacket }: ParserError): Failure {
	// A TLS alert, record version 3: the answer of a TLS server other than Go's to plain HTTP.
	if (rawPacket?.[0] === 0x15 && rawPacket[1] === 0x03) {
		return { kind: 'tls', words: 'Client sent an HTTP request to an HTTPS server.' };
	}
	return { kind: 'protocol', words: parserWords[code] ?? 'the answer is not HTTP' };
}

/** OpenSSL puts its words between colons, after a number and the name of an internal function. */
function tlsFailure(message: string): Failure {
	const reason = /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1] ?? message;
	// The answer's first bytes are no TLS record. Docker shows Go's words for that.
	const isPlain = /wrong version number|packet length too long|http request/.test(reason);
	return { kind: 'tls', words: isPlain ? 'http: server gave HTTP response to HTTPS client' : sanitize(reason) };
}

/**
 * Kind and words of a failed connection, from its error code; undefined when the error is not about a connection. Takes
 * Node's system, DNS, TLS and HTTP parser errors.
 */
export function connectionFailure(error: unknown): Failure | undefined {
	if (!(error instanceof Error)) {
		return undefined;
	}
	const { code, syscall, reason } = error as NodeJS.ErrnoException & { reason?: string };
	if (typeof code !== 'string') {
		return undefined;
	}
	// An unreadable file (a build context, a certificate) has the same codes, from another system call.
	const ofFile = syscall !== undefined && /^(?:open|stat|lstat|scandir|access|unlink|mkdir)$/.test(syscall);
	if (ofFile) {
		return undefined;
	}
	if (error instanceof ChildError) {
		return unreachable(sanitize(error.message, { keepNewlines: true }));
	}
	const known = codes[code];
	if (known) {
		return known;
	}
	if (code.startsWith('HPE_')) {
		return parserFailure(error as ParserError);
	}
	if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
		return tlsFailure(reason ?? error.message);
	}
	if (code.startsWith('ERR_TLS_') || certificateCodes.test(code)) {
		return { kind: 'tls', words: sanitize(error.message) };
	}
	return undefined;
}
