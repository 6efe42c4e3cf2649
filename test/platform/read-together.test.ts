import type http from 'node:http';
import { describe, expect, test } from 'vitest';
import { createReadTogether } from '../../source/platform/read-together.js';
import { openAnswers } from '../helpers/open-answers.js';

/** Resolves when all answers are held back, which is one turn after the first data of this answer. */
const held = (answer: http.IncomingMessage) =>
	new Promise(resolve => answer.once('data', () => setImmediate(() => setImmediate(resolve))));

describe('answers that are read together', () => {
	test('wait in their sockets after the first data of one of them', async () => {
		const { answers: open, ask } = await openAnswers();
		const together = createReadTogether({ delayMs: 60_000, burstBytes: Number.POSITIVE_INFINITY });
		const [first, second] = [await ask(), await ask()];
		const leave = together.join(first);
		const leaveToo = together.join(second);
		const received: string[] = [];
		first.on('data', chunk => received.push(`first ${chunk}`));
		second.on('data', chunk => received.push(`second ${chunk}`));
		open[0]!.write('one');
		await held(first);
		open[1]!.write('two');
		// A later answer on another connection arrives before them.
		const later = ask();
		await expect.poll(() => open.length).toBe(3);
		open[2]!.end('three');
		await new Promise(resolve => void later.then(answer => answer.resume().once('end', resolve)));
		expect(received).toEqual(['first one']);
		leaveToo();
		await expect.poll(() => received).toEqual(['first one', 'second two']);
		leave();
	});

	test('are all read at the end of the wait', async () => {
		const { answers: open, ask } = await openAnswers();
		const together = createReadTogether({ delayMs: 5, burstBytes: Number.POSITIVE_INFINITY });
		const answers = [await ask(), await ask()];
		const received = ['', ''];
		answers.forEach((answer, index) => {
			together.join(answer);
			answer.on('data', chunk => {
				received[index] += chunk;
			});
		});
		for (let count = 0; count < 20; count++) {
			for (const response of open) {
				response.write(`${count} `);
			}
		}
		const whole = Array.from({ length: 20 }, (_, count) => `${count} `).join('');
		await expect.poll(() => received).toEqual([whole, whole]);
	});

	test('do not wait when they bring much, while the others do', async () => {
		const { answers: open, ask } = await openAnswers();
		const together = createReadTogether({ delayMs: 60_000, burstBytes: 10 });
		const [much, little] = [await ask(), await ask()];
		const received: string[] = [];
		together.join(much);
		together.join(little);
		much.on('data', chunk => received.push(String(chunk)));
		little.on('data', chunk => received.push(String(chunk)));
		open[0]!.write('more than ten bytes');
		await held(much);
		open[1]!.write('few');
		open[0]!.write('the rest');
		await expect.poll(() => received).toEqual(['more than ten bytes', 'the rest']);
	});

	test('are read as usual after they leave, and their connection serves the next call', async () => {
		const { answers: open, ask, agent } = await openAnswers();
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
