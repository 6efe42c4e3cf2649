import http from 'node:http';
import https from 'node:https';
import type { Transport } from './transport.js';

export type PlainAnswer = {
	readonly status: number;
	readonly headers: http.IncomingHttpHeaders;
	readonly body: string;
};

/**
 * A GET of a path below the transport's prefix, before there is a client. Resolves to whatever was answered, its body cut
 * at `cap` UTF-16 units; rejects with the connection's own error.
 */
export function plainGet(
	transport: Transport,
	path: string,
	{ headers, signal, cap }: { headers: http.OutgoingHttpHeaders; signal: AbortSignal | undefined; cap: number },
): Promise<PlainAnswer> {
	const { protocol, socketPath, host, port, prefix = '', agent } = transport;
	const { request } = protocol === 'https' ? https : http;
	return new Promise((resolve, reject) => {
		const outgoing = request({ socketPath, host, port, path: prefix + path, agent, headers, signal }, incoming => {
			let body = '';
			incoming.setEncoding('utf8');
			incoming.on('error', reject);
			incoming.on('data', (chunk: string) => {
				if (body.length < cap) body += chunk;
			});
			incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }));
		});
		outgoing.on('error', reject);
		outgoing.end();
	});
}
