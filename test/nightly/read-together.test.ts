import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
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

/** Notes in which turn of the event loop each chunk of an answer was read. */
function turnsOf(answers: readonly http.IncomingMessage[]): number[] {
	const turns: number[] = [];
	let turn = 0;
	let isCounted = false;
	for (const answer of answers) {
		answer.on('data', () => {
			if (!isCounted) {
				isCounted = true;
				turn++;
				setImmediate(() => {
					isCounted = false;
				});
			}
			turns.push(turn);
		});
	}
	return turns;
}

describe('answers that are read together', () => {
	test('wait in their sockets after the first one has spoken, and are then read in one go', async () => {
		const together = createReadTogether({ delayMs: 150, burstBytes: Number.POSITIVE_INFINITY });
		const answers = [await ask(), await ask(), await ask(), await ask()];
		const turns = turnsOf(answers);
		for (const answer of answers) {
			together.join(answer);
		}
		for (let round = 0; round < 2; round++) {
			for (const response of open) {
				response.write('{"read":1}\n');
				await delay(20);
			}
			await delay(250);
		}
		// Each round: the first one, and the others.
		expect(turns).toEqual([1, 2, 2, 2, 3, 4, 4, 4]);
	});

	test('are read as they come while they say much', async () => {
		const together = createReadTogether({ delayMs: 100, burstBytes: 2000 });
		const answer = await ask();
		const turns = turnsOf([answer]);
		together.join(answer);
		for (let count = 0; count < 40; count++) {
			open[0]!.write('x'.repeat(500));
			await delay(10);
		}
		await delay(150);
		expect(turns).toHaveLength(40);
		// Held back once, which was too much.
		expect(new Set(turns).size).toBeGreaterThan(20);
	});
});
