import type { ApiRequest, PathPart } from '../../../domain/commands/api-request.js';
import { UsageError } from '../../../domain/run/usage-error.js';
import { EngineError } from '../../errors.js';
import { idPart, referencePart } from './path-part.js';
import type { Request } from './request.js';

/** What the wire needs besides the request: signal, timeout, headers, an upload. */
type Sending = Omit<Request, keyof ApiRequest>;

/**
 * The wire's form of the request that a docker command stands for. Here, and only here, the parts of its path are encoded.
 * Throws an EngineError (`bad-request`) for what docker refuses before it sends anything, in docker's words, and for an id that
 * would lead elsewhere.
 */
export function sent(build: () => ApiRequest, sending: Sending): Request {
	try {
		const { path, ...request } = build();
		return { ...request, path: `/${path.map(encoded).join('/')}`, ...sending };
	} catch (error) {
		throw error instanceof UsageError ? new EngineError('bad-request', error.message, { cause: error }) : error;
	}
}

function encoded(part: PathPart): string {
	if (typeof part === 'string') {
		return part;
	}
	return 'id' in part ? idPart(part.id) : referencePart(part.reference);
}
