import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createReadTogether } from '../../source/platform/read-together.js';

/** Answers that are under way at the server, in the order in which they were asked for. */
let open: http.ServerResponse[];
let server: http.Server;
let agent: http.Agent;

beforeEach(async () => {
	open = [];
	agent = new http.Agent({ keepAlive: true });
	server = http.createServer((_request, response) => {
		response.flushHeaders();
		open.push(response);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
	agent.destroy();
	server.closeAllConnections();
	server.close();
});

const ask = (): Promise<http.IncomingMessage> =>
	new Promise((resolve, reject) => {
		const { port } = server.address() as AddressInfo;
		http.get({ host: '127.0.0.1', port, agent }, resolve).on('error', reject);
	});

/** Resolves when all answers are held back, which is one turn after this one has spoken. */
const held = (answer: http.IncomingMessage) =>
	new Promise(resolve => answer.once('data', () => setImmediate(() => setImmediate(resolve))));

describe('answers that are read together', () => {
	test('wait in their sockets once the first one has spoken', async () => {
		const together = createReadTogether({ delayMs: 60_000, burstBytes: Number.POSITIVE_INFINITY });
		const [first, second] = [await ask(), await ask()];
		const leave = together.join(first);
		const leaveToo = together.join(second);
		const heard: string[] = [];
		first.on('data', chunk => heard.push(`first ${chunk}`));
		second.on('data', chunk => heard.push(`second ${chunk}`));
		open[0]!.write('one');
		await held(first);
		open[1]!.write('two');
		// Sent after it on another connection, and there.
		const later = ask();
		await expect.poll(() => open.length).toBe(3);
		open[2]!.end('three');
		await new Promise(resolve => void later.then(answer => answer.resume().once('end', resolve)));
		expect(heard).toEqual(['first one']);
		leaveToo();
		await expect.poll(() => heard).toEqual(['first one', 'second two']);
		leave();
	});

	test('are all read when the wait is over', async () => {
		const together = createReadTogether({ delayMs: 5, burstBytes: Number.POSITIVE_INFINITY });
		const answers = [await ask(), await ask()];
		const heard = ['', ''];
		answers.forEach((answer, index) => {
			together.join(answer);
			answer.on('data', chunk => {
				heard[index] += chunk;
			});
		});
		for (let count = 0; count < 20; count++) {
			for (const response of open) {
				response.write(`${count} `);
			}
		}
		const whole = Array.from({ length: 20 }, (_, count) => `${count} `).join('');
		await expect.poll(() => heard).toEqual([whole, whole]);
	});

	test('are left alone once they have left, and their connection serves the next call', async () => {
		const together = createReadTogether({ delayMs: 60_000, burstBytes: Number.POSITIVE_INFINITY });
		const answer = await ask();
		const port = answer.socket.localPort;
		const leave = together.join(answer);
		open[0]!.write('first');
		await held(answer);
		leave();
		open[0]!.end('last');
		await new Promise(resolve => answer.resume().once('end', resolve));
		await expect.poll(() => Object.values(agent.freeSockets).flat().length).toBe(1);
		const next = await ask();
		expect(next.socket.localPort).toBe(port);
		open[1]!.end('whole');
		expect(await new Promise(resolve => next.once('data', chunk => resolve(String(chunk))))).toBe('whole');
	});
});
