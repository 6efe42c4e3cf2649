import type { EngineError, EngineErrorKind } from '../../errors.js';
import { ChildError } from './ssh/child-stream.js';
import { needsPerson } from './ssh/ssh-failure.js';

/** Wrong addresses and versions, certificates, and refusals: they are the same at the next try. */
const settledKinds: readonly EngineErrorKind[] = [
	'permission',
	'tls',
	'unauthorized',
	'forbidden',
	'unsupported',
	'bad-request',
];

/**
 * Whether only the user can cure a failed connection. Then it is not tried again in the background: over ssh and TLS each try
 * is a failed login, which gets an address banned.
 */
export function needsUser({ kind, cause }: EngineError): boolean {
	return settledKinds.includes(kind) || (cause instanceof ChildError && needsPerson(cause));
}
