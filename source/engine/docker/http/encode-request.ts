import type { ApiRequest, PathPart } from '../../../domain/commands/api-request.js';
import { UsageError } from '../../../domain/run/usage-error.js';
import { EngineError } from '../../errors.js';
import { idPart, referencePart } from './path-part.js';
import type { Request } from './request.js';

/** The wire's own options: signal, timeout, headers, an upload. */
type Sending = Omit<Request, keyof ApiRequest>;

/**
 * The wire's form of a docker command's request. The parts of the path are encoded here and nowhere else. Throws an
 * EngineError (`bad-request`) in docker's words for options that docker refuses before it sends anything, and for an id that
 * leads to another path.
 */
export function encodeRequest(build: () => ApiRequest, sending: Sending): Request {
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
