import http from 'node:http';

export type Answer = { status: number; body: string };

/**
 * One request to an engine (`unix://…` or `tcp://…`) or an `http://` server; resolves with the whole answer. Tests use it
 * where the adapter must not be trusted, such as setting the scene.
 */
export function request(
	host: string,
	method: string,
	path: string,
	body?: NodeJS.ReadableStream | Buffer | string,
	headers: http.OutgoingHttpHeaders = {},
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const outgoing = http.request({ ...address(host), method, path, headers, agent: false }, incoming => {
			let text = '';
			incoming.setEncoding('utf8');
			incoming.on('data', chunk => {
				text += chunk;
			});
			incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, body: text }));
			incoming.on('error', reject);
		});
		outgoing.on('error', reject);
		if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) {
			outgoing.end(body);
		} else {
			body.on('error', reject).pipe(outgoing);
		}
	});
}

/** `request`, failing on a status of 400 and above, with the answer's JSON as the result (undefined when empty). */
export async function requestJson(host: string, method: string, path: string, body?: unknown): Promise<unknown> {
	const text = body === undefined ? undefined : JSON.stringify(body);
	const answer = await request(host, method, path, text, text ? { 'content-type': 'application/json' } : {});
	if (answer.status >= 400) {
		throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`);
	}
	return answer.body === '' ? undefined : JSON.parse(answer.body);
}

/** Connection options for `unix://…`, `tcp://…` or `http://…`. */
export function address(host: string): http.RequestOptions {
	if (host.startsWith('unix://')) {
		return { socketPath: host.slice('unix://'.length) };
	}
	const url = new URL(host.replace(/^tcp:/, 'http:'));
	return { host: url.hostname, port: url.port || 80 };
}
