import { sanitize } from '../../domain/sanitize.js';
import type { EngineErrorKind } from '../errors.js';
import { ChildError } from './connect/child-stream.js';

type Failure = { readonly kind: EngineErrorKind; readonly words: string };

const unreachable = (words: string): Failure => ({ kind: 'unreachable', words });

/** What the system's error codes say, in its own words (`strerror`, `gai_strerror`). */
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

/**
 * Kind and words of a failed connection, from its error code; undefined when the error is not about a connection. Takes
 * Node's system, DNS, TLS and HTTP parser errors.
 */
export function connectionFailure(error: unknown): Failure | undefined {
	if (!(error instanceof Error)) return undefined;
	const { code, syscall, reason } = error as NodeJS.ErrnoException & { reason?: string };
	if (typeof code !== 'string') return undefined;
	// A file that cannot be read (a build context, a certificate) has the same codes, from another call.
	const ofFile = syscall !== undefined && /^(?:open|stat|lstat|scandir|access|unlink|mkdir)$/.test(syscall);
	if (ofFile) return undefined;
	if (error instanceof ChildError) return unreachable(sanitize(error.message));
	const known = codes[code];
	if (known) return known;
	if (code.startsWith('HPE_')) return { kind: 'protocol', words: 'the answer is not HTTP' };
	if (code === 'EPROTO' || code.startsWith('ERR_SSL_'))
		return { kind: 'tls', words: sanitize(reason ?? error.message) };
	if (code.startsWith('ERR_TLS_') || certificateCodes.test(code))
		return { kind: 'tls', words: sanitize(error.message) };
	return undefined;
}
