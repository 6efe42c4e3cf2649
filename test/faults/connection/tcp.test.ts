import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../../helpers/eventually.js';
import { dashboardOn } from '../kit.js';

/** Returns the timer of each TCP connection to a port of this machine. Source: proc(5), `/proc/net/tcp`. */
function timersTo(port: number): string[] {
	const remote = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
	const rows = readFileSync('/proc/net/tcp', 'utf8').trim().split('\n').slice(1);
	// State 01 is ESTABLISHED; timer 02 is TCP keep-alive.
	return rows
		.map(row => row.trim().split(/\s+/))
		.filter(([, , to, state]) => to === remote && state === '01')
		.map(row => row[5]!.slice(0, 2));
}

test.skipIf(process.platform !== 'linux')(
	'silent TCP connections have the system’s keep-alive switched on',
	async () => {
		const server = http.createServer((request, response) => {
			response.setHeader('Api-Version', '1.43');
			if (request.url?.includes('/events')) {
				response.flushHeaders();
			} else {
				response.end(request.url?.includes('json') ? '[]' : '{}');
			}
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		onTestFinished(() => {
			server.closeAllConnections();
			server.close();
		});
		const { port } = server.address() as AddressInfo;
		const app = await dashboardOn(`tcp://127.0.0.1:${port}`);
		await app.until(({ lists }) => lists.containers.status === 'ready');
		await eventually(() => expect(timersTo(port)).toContain('02'));
		expect(new Set(timersTo(port))).toEqual(new Set(['02']));
	},
);
