import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { Duplex } from 'node:stream';
import { openClient } from '../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../source/engine/docker/docker-engine.js';
import type { Call, Engine } from '../../source/engine/engine.js';

/** A request as the engine received it: its path is decoded and has no API version, its body is parsed. */
export type Recorded = { method: string; path: string; query: Record<string, string[]>; body: unknown };

/** Talks to the engine at `host`; `folder` is a temporary folder for it. */
export type Client<T> = (host: string, folder: string) => Promise<T>;

/**
 * Runs a client on a small engine of its own, which accepts and records every request. Nothing is created, so cases are
 * fast and can run in parallel. The record has no lookups; by default it also has no requests that only follow a process: the
 * size of its terminal, and the wait for its end.
 */
export async function recordWire<T>(
	apiVersion: string,
	client: Client<T>,
	isLeftOut: (request: Recorded) => boolean = isAside,
): Promise<{ requests: Recorded[]; result: T }> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'plimsoll-parity-'));
	const socket = path.join(folder, 's');
	const requests: Recorded[] = [];
	const record = (request: http.IncomingMessage, text: string): Recorded => {
		const recorded = recordedRequest(request, text);
		if (!isLeftOut(recorded)) {
			requests.push(recorded);
		}
		return recorded;
	};
	const server = http.createServer(async (request, response) => {
		const text = (await readAll(request)).toString();
		response.setHeader('Api-Version', apiVersion);
		response.setHeader('Ostype', 'linux');
		response.setHeader('Content-Type', 'application/json');
		if (request.url?.endsWith('/_ping')) {
			return void response.end('OK');
		}
		const [status, body] = reply(record(request, text));
		response.statusCode = status;
		response.end(body);
	});
	server.on('upgrade', async (request: http.IncomingMessage, connection: Duplex, first: Buffer) => {
		connection.on('error', () => connection.destroy());
		const length = Number(request.headers['content-length'] ?? 0);
		record(request, (await readBytes(connection, first, length)).toString());
		connection.end('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
	});
	await new Promise<void>(resolve => server.listen(socket, resolve));
	try {
		const result = await client(`unix://${socket}`, folder);
		return { requests, result };
	} finally {
		server.closeAllConnections();
		server.close();
		await rm(folder, { recursive: true, force: true });
	}
}

/** Returns the requests that the real adapter sends for a call of the port. */
export async function recordCall(
	apiVersion: string,
	call: (engine: Engine, call: Call) => Promise<unknown> | AsyncIterable<unknown>,
	isLeftOut?: (request: Recorded) => boolean,
): Promise<Recorded[]> {
	const makeCall: Client<void> = async host => {
		const engine = createDockerEngine(await openClient({ url: host, origin: 'test' }));
		const controller = new AbortController();
		try {
			const answer = call(engine, { signal: controller.signal });
			if (Symbol.asyncIterator in answer) {
				for await (const _ of answer) {
					// Only the sent requests matter.
				}
			} else {
				await answer;
			}
		} finally {
			controller.abort();
			engine.close();
		}
	};
	const { requests } = await recordWire(apiVersion, makeCall, isLeftOut);
	return requests;
}

/** Returns true for requests that change nothing: reads, the size of a terminal, and waiting for the end. */
export function isAside({ method, path: resource }: Recorded): boolean {
	return (method === 'GET' && resource !== '/images/get') || method === 'HEAD' || /\/(resize|wait)$/.test(resource);
}

function recordedRequest({ method = '', url = '', headers }: http.IncomingMessage, text: string): Recorded {
	const { pathname, searchParams } = new URL(url, 'http://engine');
	const query: Record<string, string[]> = {};
	for (const [name, value] of searchParams) {
		query[name] = [...(query[name] ?? []), value];
	}
	const isJson = headers['content-type'] === 'application/json' && text.trim() !== '';
	const body = isJson ? (JSON.parse(withAllDigits(text)) as unknown) : undefined;
	return { method, path: decodeURIComponent(pathname.replace(/^\/v[\d.]+/, '')), query, body };
}

/** Quotes long integers outside of strings, so that reading the JSON does not round them. */
const withAllDigits = (json: string): string =>
	json.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}/g, part => (part.startsWith('"') ? part : `"${part}"`));

/** Returns the smallest answer that a client accepts. */
function reply({ method, path: resource }: Recorded): [status: number, body: string] {
	if (method === 'DELETE' && resource.startsWith('/images/')) {
		return [200, '[]'];
	}
	if (/\/(create|exec|commit)$/.test(resource)) {
		return [201, '{"Id":"0123456789ab","Warnings":[]}'];
	}
	if (/\/(start|stop|restart|kill|pause|unpause|rename)$/.test(resource)) {
		return [204, ''];
	}
	return [200, '{"Id":"0123456789ab","Config":{},"State":{"Running":true},"OSType":"linux"}'];
}

async function readAll(request: http.IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) {
		chunks.push(chunk as Buffer);
	}
	return Buffer.concat(chunks);
}

/** Reads the body of a request that asks for an upgrade: Node leaves it on the connection. */
function readBytes(connection: Duplex, first: Buffer, length: number): Promise<Buffer> {
	return new Promise(resolve => {
		let read = first;
		const take = (chunk: Buffer) => {
			read = Buffer.concat([read, chunk]);
			if (read.length >= length) {
				connection.off('data', take);
				resolve(read.subarray(0, length));
			}
		};
		connection.on('data', take);
		take(Buffer.alloc(0));
	});
}
