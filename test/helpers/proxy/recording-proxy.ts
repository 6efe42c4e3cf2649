import { rmSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Fault, FaultList, type Route } from './faults.js';
import { ask, cutUpload, head, join, passOn, readBody } from './forward.js';
import { type RecordedRequest, Recording } from './record.js';

export * from './faults.js';
export type { RecordedRequest } from './record.js';

export type RecordingProxy = Awaited<ReturnType<typeof startRecordingProxy>>;

/** A unix socket, or a free port of an address, with TLS where there are a key and a certificate for it. */
export type Listen = string | { readonly address: string; readonly tls?: { key: Buffer; cert: Buffer } };

/**
 * Stands between a client and an engine, or an engine and a registry: records every request, passes everything on to
 * `target` (`unix://…`, `tcp://…`) and injects the faults that a test sets.
 */
export async function startRecordingProxy(options: { target: string; listen: Listen }) {
	const { target, listen: at } = options;
	const recording = new Recording();
	const faults = new FaultList();
	const sockets = new Set<Socket>();
	const patience = { requestTimeout: 0, keepAliveTimeout: 0 };
	const tls = typeof at === 'string' ? undefined : at.tls;
	const server = tls ? https.createServer({ ...patience, ...tls }) : http.createServer(patience);

	server.on('connection', socket => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});
	server.on('request', (incoming, outgoing) => void serve(incoming, outgoing));
	server.on('checkContinue', (incoming, outgoing) => void serve(incoming, outgoing));
	server.on('upgrade', (incoming, socket, first) => void upgrade(incoming, socket, first));

	async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
		const record = recording.begin(incoming);
		const body = readBody(incoming).then(
			bytes => recording.receive(record, bytes),
			() => undefined,
		);
		outgoing.once('close', () => recording.end(record));
		const fault = faults.take(record.method, record.path);
		if (!(await apply(fault, outgoing))) {
			return;
		}
		if (fault?.kind === 'fail') {
			await body;
			outgoing.writeHead(fault.status, { 'Content-Type': fault.type }).end(fault.body);
			return;
		}
		if (fault?.kind === 'answer') {
			await body;
			fault.answer(incoming, outgoing);
			return;
		}
		const asked = ask(target, incoming);
		outgoing.once('close', () => asked.destroy());
		asked.on('error', () => outgoing.destroy());
		asked.on('continue', () => outgoing.writeContinue());
		asked.on('response', answer => passOn(answer, outgoing, fault));
		if (fault?.kind === 'cut-upload') {
			cutUpload(incoming, fault.bytes, () => outgoing.destroy());
		}
		incoming.pipe(asked);
	}

	async function upgrade(incoming: IncomingMessage, client: Duplex, first: Buffer): Promise<void> {
		const record = recording.begin(incoming);
		client.once('close', () => recording.end(record));
		client.on('error', () => client.destroy());
		recording.receive(record, await bodyBeforeUpgrade(client, first, Number(incoming.headers['content-length'] ?? 0)));
		const fault = faults.take(record.method, record.path);
		if (!(await apply(fault, client))) {
			return;
		}
		if (fault?.kind === 'fail') {
			const { status, type, body } = fault;
			const headers = `Content-Type: ${type}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`;
			client.end(`HTTP/1.1 ${status} Fault\r\n${headers}\r\n\r\n${body}`);
			return;
		}
		const asked = ask(target, incoming);
		client.once('close', () => asked.destroy());
		asked.on('error', () => client.destroy());
		asked.on('upgrade', (answer, socket, rest) => {
			client.write(head(answer));
			if (rest.length > 0) {
				socket.unshift(rest);
			}
			join(client, socket, fault);
		});
		asked.on('response', answer => {
			// No upgrade, and no way back to parsing this connection: it is closed after the answer.
			client.write(head(answer, ['Connection', 'close']));
			answer.pipe(client);
		});
		asked.end(record.body);
	}

	let port = 0;
	const listen = () =>
		new Promise<void>((resolve, reject) => {
			server.once('error', reject).listen(typeof at === 'string' ? at : { host: at.address, port }, () => {
				server.off('error', reject);
				// Listens on the same address again.
				if (typeof at !== 'string') {
					port = (server.address() as AddressInfo).port;
				}
				resolve();
			});
		});
	const shut = async () => {
		const closed = new Promise<void>(resolve => server.close(() => resolve()));
		for (const socket of sockets) {
			socket.destroy();
		}
		await closed;
		if (typeof at === 'string') {
			rmSync(at, { force: true });
		}
	};
	await listen();

	return {
		/** The address in the form of DOCKER_HOST. */
		host: typeof at === 'string' ? `unix://${at}` : `tcp://${at.address}:${port}`,
		requests: recording.requests as readonly RecordedRequest[],
		/** The complete requests of a route, such as `'GET /containers/*\/stats'`. */
		of: (route: Route): RecordedRequest[] => recording.of(route),
		/** Number of answers of a route that have not ended. */
		openOf: (route: Route): number => recording.openOf(route),
		/** Number of open client connections. */
		get connections(): number {
			return sockets.size;
		},
		/** Resolves with the `count`-th request of a route once it is complete. */
		seen: (route: Route, { count = 1 } = {}) => recording.seen(route, count),
		/** Resolves once exactly `open` answers of a route have not ended. */
		settled: (route: Route, open: number) => recording.settled(route, open),
		/** Injects a fault on a route, for all or for the next `times` requests; returns a function that removes it. */
		fault: (route: Route, fault: Fault, { times }: { times?: number } = {}) => faults.add(route, fault, times),
		clearFaults: (): void => faults.clear(),
		/** Discards the recorded requests. */
		forget(): void {
			recording.requests.length = 0;
		},
		/** Breaks all connections; new ones are taken. */
		cut(): void {
			for (const socket of sockets) {
				socket.destroy();
			}
		},
		/** Stops like an engine: closes connections and removes the socket. */
		down: shut,
		/** Starts again after `down`. */
		up: listen,
		close: shut,
	};
}

/** Applies what comes before an answer; false when there will be none. */
async function apply(fault: Fault | undefined, client: { destroy(): unknown }): Promise<boolean> {
	if (fault?.kind === 'delay') {
		await sleep(fault.milliseconds);
	}
	if (fault?.kind === 'refuse') {
		client.destroy();
	}
	return fault?.kind !== 'refuse' && fault?.kind !== 'hang';
}

/** The declared body of a request that is upgraded after it; what follows stays in the socket. */
async function bodyBeforeUpgrade(client: Duplex, first: Buffer, length: number): Promise<Buffer> {
	let body = first;
	while (body.length < length) {
		const chunk: Buffer | null = client.read();
		if (chunk !== null) {
			body = Buffer.concat([body, chunk]);
		} else {
			await new Promise(resolve => client.once('readable', resolve).once('close', resolve));
		}
		if (client.destroyed) {
			break;
		}
	}
	if (body.length > length) {
		client.unshift(body.subarray(length));
	}
	return body.subarray(0, length);
}
