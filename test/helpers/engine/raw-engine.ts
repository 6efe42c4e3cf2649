import net from 'node:net';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';

/** Writes any bytes after a request, and ends the connection or leaves it open. */
export type Write = (socket: net.Socket, route: string) => void;

export type RawEngine = {
	readonly host: string;
	/** The received requests, as `GET /containers/json`. */
	readonly routes: readonly string[];
	/** Returns the number of open connections. */
	open(): number;
	/** Sets the answer to all requests except pings. */
	write(write: Write): void;
	/** If true, pings get the same answer. */
	pingsToo: boolean;
	close(): Promise<void>;
};

/** The answer of a healthy engine to a ping. */
export const pong = 'HTTP/1.1 200 OK\r\nApi-Version: 1.43\r\nContent-Length: 2\r\n\r\nOK';

/** Starts a server on a plain socket, so that heads and bodies may be anything. */
export async function startRawEngine(): Promise<RawEngine> {
	const sockets = new Set<net.Socket>();
	const routes: string[] = [];
	let answer: Write = socket => socket.end();
	const engine = { pingsToo: false };
	const server = net.createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.once('close', () => sockets.delete(socket));
		let head = '';
		socket.on('data', chunk => {
			// A body may follow a head: only a line with the form of a request line counts.
			head = (head + chunk.toString('latin1')).slice(-16 * 1024);
			const found = /(?:^|\n)([A-Z]+) (\/\S*) HTTP\/1\.1\r\n[\s\S]*?\r\n\r\n/.exec(head);
			if (!found) {
				return;
			}
			head = '';
			const route = `${found[1]} ${found[2]!.replace(/^\/v\d+\.\d+/, '').replace(/\?.*/, '')}`;
			routes.push(route);
			if (route.endsWith('/_ping') && !engine.pingsToo) {
				socket.write(pong);
			} else {
				answer(socket, route);
			}
		});
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as net.AddressInfo;
	return Object.assign(engine, {
		host: `tcp://127.0.0.1:${port}`,
		routes,
		open: () => sockets.size,
		write(next: Write) {
			answer = next;
		},
		async close() {
			const closed = new Promise(resolve => server.close(resolve));
			for (const socket of sockets) {
				socket.destroy();
			}
			await closed;
		},
	});
}

/** Starts a raw engine and opens the real adapter on it; `close` ends both. */
export async function openRawEngine() {
	const raw = await startRawEngine();
	const client = await openClient({ url: raw.host, origin: 'test' }, { env: {}, configFolder: '/nowhere' });
	const engine = createDockerEngine(client);
	return {
		raw,
		engine,
		async close(): Promise<void> {
			engine.close();
			await raw.close();
		},
	};
}
