import type http from 'node:http';
import { plainGet } from './plain-get.js';
import type { Transport } from './transport.js';

export type Pong = { readonly status: number; readonly apiVersion: string | undefined; readonly body: string };

/** Nothing that answers a ping says more than this; the rest is not read. */
const BODY_CAP = 4096;

/**
 * `GET /_ping`, with an API version in front when one is given. Resolves to whatever was answered; rejects with the
 * connection's own error. Not through dockerode: it drops the headers.
 */
export async function ping(
	transport: Transport,
	options: { headers: http.OutgoingHttpHeaders; signal: AbortSignal; version?: string },
): Promise<Pong> {
	const path = `${options.version ? `/v${options.version}` : ''}/_ping`;
	const { status, headers, body } = await plainGet(transport, path, { ...options, cap: BODY_CAP });
	const apiVersion = headers['api-version'];
	return { status, apiVersion: typeof apiVersion === 'string' && apiVersion !== '' ? apiVersion : undefined, body };
}
