import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { type Duplex, Transform } from 'node:stream';
import { address } from '../engine/http.js';
import type { Fault } from './faults.js';

/** Lets through so many bytes of an answer, then cuts the connection, ends the answer, or sends no more data. */
function limiter({ bytes, after }: Extract<Fault, { kind: 'limit' }>, cut: () => void): Transform {
	let left = bytes;
	return new Transform({
		transform(chunk: Buffer, _encoding, done) {
			const part = chunk.subarray(0, left);
			left -= part.length;
			if (left > 0) {
				return done(null, part);
			}
			this.push(part);
			if (after === 'end') {
				this.push(null);
			}
			// The part must have left before the connection breaks.
			if (after === 'cut') {
				setImmediate(cut);
			}
		},
	});
}

/** Returns the change of an answer's body by a fault; undefined when the fault does not change it. */
function changer(fault: Fault | undefined, cut: () => void): Transform | undefined {
	if (fault?.kind === 'limit') {
		return limiter(fault, cut);
	}
	if (fault?.kind !== 'rewrite') {
		return undefined;
	}
	const { rewrite } = fault;
	return new Transform({ transform: (chunk: Buffer, _encoding, done) => done(null, rewrite(chunk)) });
}

/** Breaks the connection once this many bytes of a request's body have arrived. */
export function cutUpload(incoming: IncomingMessage, bytes: number, cut: () => void): void {
	let left = bytes;
	incoming.on('data', (chunk: Buffer) => {
		left -= chunk.length;
		if (left <= 0) {
			cut();
		}
	});
}

/** The whole body of a request. */
export async function readBody(stream: AsyncIterable<Buffer>): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) {
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** Sends the same request to the engine or registry; headers keep their order and spelling. */
export function ask(target: string, incoming: IncomingMessage): http.ClientRequest {
	const { method, url, rawHeaders } = incoming;
	return http.request({
		...address(target),
		method,
		path: url,
		headers: rawHeaders as unknown as http.OutgoingHttpHeaders,
		agent: false,
	});
}

/** Passes an answer on chunk by chunk, as it is or as a fault changes it. */
export function passOn(answer: IncomingMessage, outgoing: ServerResponse, fault: Fault | undefined): void {
	const breakOff = () => outgoing.destroy();
	const change = changer(fault, breakOff);
	// A changed body has another length.
	const headers = change ? withoutLength(answer.rawHeaders) : answer.rawHeaders;
	outgoing.writeHead(answer.statusCode ?? 502, answer.statusMessage, headers);
	outgoing.flushHeaders();
	answer.on('error', breakOff);
	if (change) {
		answer.pipe(change).pipe(outgoing);
	} else {
		answer.pipe(outgoing);
	}
}

const withoutLength = (raw: readonly string[]): string[] =>
	raw.filter((_, index) => raw[index - (index % 2)]?.toLowerCase() !== 'content-length');

/** The head of an answer to a request that asked for an upgrade. */
export function head(answer: IncomingMessage, extra: readonly string[] = []): string {
	const raw = [...answer.rawHeaders, ...extra];
	const lines = raw.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${raw[index + 1]}`] : []));
	return `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n${lines.join('\r\n')}\r\n\r\n`;
}

/** Joins two hijacked connections, each way ending by itself, as `docker exec` needs to close stdin alone. */
export function join(client: Duplex, engine: Duplex, fault: Fault | undefined): void {
	const breakOff = () => {
		client.destroy();
		engine.destroy();
	};
	for (const side of [client, engine]) {
		side.on('error', breakOff);
	}
	client.on('close', () => engine.destroy());
	engine.on('close', () => client.end());
	client.pipe(engine);
	const change = changer(fault, breakOff);
	if (change) {
		engine.pipe(change).pipe(client);
	} else {
		engine.pipe(client);
	}
}
