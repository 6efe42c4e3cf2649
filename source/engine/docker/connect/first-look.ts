import type http from 'node:http';
import type { Container } from '../../../domain/nouns/container.js';
import { toContainer } from '../map/container.js';
import { objects } from '../map/values.js';
import { plainGet } from './http/plain-get.js';
import type { Transport } from './http/transport.js';

/** Longer lists are left to the client. */
const BODY_CAP = 4 * 1024 * 1024;

/**
 * The containers, asked for together with the ping: in whatever version the engine speaks first, as none is agreed on yet.
 * Resolves to undefined when that fails, for whatever reason: the ping tells it better.
 */
export async function firstLook(
	transport: Transport,
	headers: http.OutgoingHttpHeaders,
	signal: AbortSignal | undefined,
): Promise<readonly Container[] | undefined> {
	try {
		const answer = await plainGet(transport, '/containers/json?all=1', { headers, signal, cap: BODY_CAP });
		const list: unknown = answer.status === 200 ? JSON.parse(answer.body) : undefined;
		return Array.isArray(list) ? objects(list).map(toContainer) : undefined;
	} catch {
		return undefined;
	}
}
