import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Duplex, Transform } from 'node:stream';

/** Lets through so many bytes, then calls `cut`. */
export function cutter(bytes: number, cut: () => void): Transform {
	let left = bytes;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			const part = chunk.subarray(0, left);
			left -= part.length;
			if (left > 0) return done(null, part);
			this.push(part);
			// The part must have left before the connection breaks.
			setImmediate(cut);
		},
	});
}

/** The whole body of a request. */
export async function readBody(stream: AsyncIterable<Buffer>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

/** Asks the engine the same; headers go as they came, in their order and spelling. */
export function ask(socketPath: string, incoming: IncomingMessage): http.ClientRequest {
	const { method, url, rawHeaders } = incoming;
	return http.request({
		socketPath,
		method,
		path: url,
		headers: rawHeaders as unknown as http.OutgoingHttpHeaders,
		agent: false,
	});
}

/** Passes an answer on as it is, chunk by chunk; `limit` is a number of bytes after which the connection breaks. */
export function passOn(answer: IncomingMessage, outgoing: ServerResponse, limit: number | undefined): void {
	outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.rawHeaders);
	outgoing.flushHeaders();
	const breakOff = () => outgoing.destroy();
	answer.on('error', breakOff);
	if (limit === undefined) answer.pipe(outgoing);
	else answer.pipe(cutter(limit, breakOff)).pipe(outgoing);
}

/** The head of an answer to a request that asked for an upgrade. */
export function head(answer: IncomingMessage, extra: readonly string[] = []): string {
	const raw = [...answer.rawHeaders, ...extra];
	const lines = raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []));
	return `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** Joins two hijacked connections, each way ending by itself, as `docker exec` needs to close stdin alone. */
export function join(client: Duplex, engine: Duplex, limit: number | undefined): void {
	const breakOff = () => {
		client.destroy();
		engine.destroy();
	};
	for (const side of [client, engine]) side.on('error', breakOff);
	client.on('close', () => engine.destroy());
	engine.on('close', () => client.end());
	client.pipe(engine);
	if (limit === undefined) engine.pipe(client);
	else engine.pipe(cutter(limit, breakOff)).pipe(client);
}
