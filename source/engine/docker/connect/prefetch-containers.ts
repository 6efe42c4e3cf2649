import type http from 'node:http';
import type { Container } from '../../../domain/nouns/container.js';
import { toContainer } from '../map/container.js';
import { objects } from '../map/values.js';
import { plainGet } from './http/plain-get.js';
import type { Transport } from './http/transport.js';

/** The client fetches a longer list later. */
const maxBodyBytes = 4 * 1024 * 1024;

/**
 * Fetches the containers at the same time as the ping, in the engine's default API version, as none is agreed on yet.
 * Resolves to undefined on any failure: the ping has the better error.
 */
export async function prefetchContainers(
	transport: Transport,
	headers: http.OutgoingHttpHeaders,
	signal: AbortSignal | undefined,
): Promise<readonly Container[] | undefined> {
	try {
		const answer = await plainGet(transport, '/containers/json?all=1', { headers, signal, maxBytes: maxBodyBytes });
		const list: unknown = answer.status === 200 ? JSON.parse(answer.body) : undefined;
		return Array.isArray(list) ? objects(list).map(toContainer) : undefined;
	} catch {
		return undefined;
	}
}
