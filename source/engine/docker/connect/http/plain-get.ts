import http from 'node:http';
import https from 'node:https';
import { EngineError } from '../../../errors.js';
import { readUpTo } from '../../http/read-body.js';
import { redirectOf } from './send.js';
import type { Transport } from './transport.js';

type PlainAnswer = {
	readonly status: number;
	readonly headers: http.IncomingHttpHeaders;
	readonly body: string;
};

/**
 * A GET of a path below the transport's prefix, before there is a client. Resolves to any answer, its body cut at `maxBytes`;
 * rejects with the connection's own error, and with an EngineError for a redirect.
 */
export function plainGet(
	transport: Transport,
	path: string,
	options: { headers: http.OutgoingHttpHeaders; signal: AbortSignal | undefined; maxBytes: number },
): Promise<PlainAnswer> {
	const { headers, signal, maxBytes } = options;
	const { protocol, socketPath, host, port, prefix = '', agent } = transport;
	const { request } = protocol === 'https' ? https : http;
	return new Promise((resolve, reject) => {
		const outgoing = request({ socketPath, host, port, path: prefix + path, agent, headers, signal });
		outgoing.on('error', reject);
		let isAnswered = false;
		outgoing.on('response', incoming => {
			isAnswered = true;
			const { statusCode: status = 0, headers } = incoming;
			const redirect = redirectOf(incoming);
			if (redirect) {
				incoming.on('error', () => {});
				incoming.destroy();
				return reject(redirect);
			}
			readUpTo(incoming, maxBytes).then(({ text: body }) => resolve({ status, headers, body }), reject);
		});
		// The server closed the connection without an answer, or switched it to another protocol.
		outgoing.once('close', () => {
			if (!isAnswered) {
				reject(new EngineError('unreachable', 'the engine closed the connection'));
			}
		});
		outgoing.end();
	});
}
