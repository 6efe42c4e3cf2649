import { mkdtempSync, rmSync } from 'node:fs';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { openClient } from '../../../source/engine/docker/connect/http/client.js';
import { createDockerEngine } from '../../../source/engine/docker/docker-engine.js';
import type { Engine } from '../../../source/engine/engine.js';

/** Returns the answer to `METHOD /path`; undefined means the default. Bytes are sent unchanged. */
export type Say = (method: string, path: string, query: URLSearchParams) => Reply | undefined;
export type Reply = {
	readonly status?: number;
	readonly body: unknown /** The answer never ends. */;
	readonly open?: boolean;
};

export type StubEngine = {
	readonly engine: Engine;
	readonly host: string;
	say(say: Say): void;
	close(): Promise<void>;
};

/** An engine with given answers, on a real socket behind the real adapter. */
export async function startStubEngine(): Promise<StubEngine> {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'stub-'));
	const socket = path.join(folder, 's');
	let say: Say = () => undefined;
	const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const url = new URL(incoming.url ?? '/', 'http://engine');
		const where = url.pathname.replace(/^\/v\d+\.\d+/, '');
		outgoing.setHeader('Api-Version', '1.41');
		incoming.resume();
		if (where === '/_ping') {
			return void outgoing.end('OK');
		}
		const reply = say(incoming.method ?? 'GET', where, url.searchParams);
		outgoing.writeHead(reply?.status ?? (reply ? 200 : 404), { 'Content-Type': 'application/json' });
		const { body } = reply ?? { body: { message: 'page not found' } };
		outgoing.write(Buffer.isBuffer(body) ? body : JSON.stringify(body));
		if (!reply?.open) {
			outgoing.end();
		}
	};
	const server = http.createServer({ requestTimeout: 0 }, answer);
	await new Promise<void>(resolve => server.listen(socket, resolve));
	const host = `unix://${socket}`;
	const engine = createDockerEngine(await openClient({ url: host, origin: 'test' }, { env: {} }));
	return {
		engine,
		host,
		say(next) {
			say = next;
		},
		async close() {
			engine.close();
			const closed = new Promise(resolve => server.close(resolve));
			server.closeAllConnections();
			await closed;
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
