import http from 'node:http';
import https from 'node:https';
import type { Transport } from './transport.js';

export type Pong = { readonly status: number; readonly apiVersion: string | undefined; readonly body: string };

/** Nothing that answers a ping says more than this; the rest is not read. Bytes. */
const BODY_CAP = 4096;

/**
 * `GET /_ping`, with an API version in front when one is given. Resolves to whatever was answered; rejects with the
 * connection's own error. Not through dockerode: it drops the headers.
 */
export function ping(
	transport: Transport,
	options: { headers: http.OutgoingHttpHeaders; signal: AbortSignal; version?: string },
): Promise<Pong> {
	const { protocol, socketPath, host, port, prefix = '', agent } = transport;
	const path = `${prefix}${options.version ? `/v${options.version}` : ''}/_ping`;
	const { request } = protocol === 'https' ? https : http;
	return new Promise((resolve, reject) => {
		const { headers, signal } = options;
		const outgoing = request({ socketPath, host, port, path, agent, headers, signal }, incoming => {
			let body = '';
			incoming.setEncoding('utf8');
			incoming.on('error', reject);
			incoming.on('data', (chunk: string) => {
				if (body.length < BODY_CAP) body += chunk;
			});
			incoming.on('end', () => {
				const apiVersion = incoming.headers['api-version'];
				resolve({
					status: incoming.statusCode ?? 0,
					apiVersion: typeof apiVersion === 'string' && apiVersion !== '' ? apiVersion : undefined,
					body,
				});
			});
		});
		outgoing.on('error', reject);
		outgoing.end();
	});
}
