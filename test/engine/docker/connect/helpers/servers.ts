import { once } from 'node:events';
import http from 'node:http';
import type net from 'node:net';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Endpoint } from '../../../../../source/domain/nouns/host.js';
import { scratchFolder } from './scratch.js';

/** Listens on a unix socket or a TCP port; the end of the running test closes the server and its connections. */
export async function listen(server: net.Server, port?: number, host = '127.0.0.1'): Promise<Endpoint> {
	const sockets = new Set<net.Socket>();
	server.on('connection', (socket: net.Socket) => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.once('close', () => sockets.delete(socket));
	});
	onTestFinished(() => {
		server.close();
		for (const socket of sockets) {
			socket.destroy();
		}
	});
	const file = path.join(scratchFolder(), 'engine.sock');
	if (port === undefined) {
		server.listen(file);
	} else {
		server.listen(port, host);
	}
	await once(server, 'listening');
	const address = server.address();
	const name = host.includes(':') ? `[${host}]` : host;
	const url = typeof address === 'object' && address ? `tcp://${name}:${address.port}` : `unix://${file}`;
	return { url, origin: '--host' };
}

export type Answer = { status?: number; headers?: http.OutgoingHttpHeaders; body?: string };

/** A server that records its requests and answers each with `answer`. */
export async function stub(
	answer: (request: http.IncomingMessage) => Answer,
): Promise<{ endpoint: Endpoint; requests: http.IncomingMessage[]; server: http.Server }> {
	const requests: http.IncomingMessage[] = [];
	const server = http.createServer((request, response) => {
		requests.push(request);
		const { status = 200, headers = {}, body = '' } = answer(request);
		response.writeHead(status, headers);
		response.end(body);
	});
	return { endpoint: await listen(server), requests, server };
}

/** The answer to a ping from an engine with this API version. */
export const pong = (version: string): Answer => ({ headers: { 'Api-Version': version }, body: 'OK' });
