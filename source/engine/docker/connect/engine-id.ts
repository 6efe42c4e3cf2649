import type { Endpoint } from '../../../domain/nouns/host.js';
import { sanitize } from '../../../domain/text/sanitize.js';
import { createWire } from '../http/request.js';
import type { Client } from './http/client.js';
import { openTransport } from './http/open-transport.js';
import { plainGet } from './http/plain-get.js';
import { userAgent } from './http/user-agent.js';
import type { Environment } from './settings/config-file.js';

/** No answer to `docker info` is longer. */
const maxBodyBytes = 4 * 1024 * 1024;

/**
 * The engine's own id (`docker info --format '{{.ID}}'`), the same under each of its addresses; undefined when the engine does
 * not answer within `timeoutMs`.
 */
export async function engineIdAt(endpoint: Endpoint, env: Environment, timeoutMs: number): Promise<string | undefined> {
	const transport = await openTransport(endpoint, env).catch(() => undefined);
	if (!transport) {
		return undefined;
	}
	try {
		const signal = AbortSignal.timeout(timeoutMs);
		const headers = { 'User-Agent': userAgent };
		const answer = await plainGet(transport, '/info', { headers, signal, maxBytes: maxBodyBytes });
		return answer.status === 200 ? idIn(JSON.parse(answer.body)) : undefined;
	} catch {
		return undefined;
	} finally {
		transport.close();
	}
}

/** The id of a connected engine; undefined when the engine does not answer within `timeoutMs`. */
export async function ownEngineId(client: Client, signal: AbortSignal, timeoutMs: number): Promise<string | undefined> {
	const info = createWire(client).json({ method: 'GET', path: '/info', signal, timeoutMs });
	return info.then(idIn, () => undefined);
}

/** The id in the answer of `GET /info`. */
function idIn(info: unknown): string | undefined {
	const id = typeof info === 'object' && info !== null && 'ID' in info ? info.ID : undefined;
	return typeof id === 'string' && id !== '' ? sanitize(id) : undefined;
}
