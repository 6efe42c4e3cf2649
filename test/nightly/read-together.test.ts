import type http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createReadTogether } from '../../source/platform/read-together.js';
import { openAnswers } from '../helpers/open-answers.js';

/** Records the turn of the event loop in which each chunk of an answer was read. */
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
	test('wait in their sockets after the first data of one of them, and are then read in one turn', async () => {
		const { answers: open, ask } = await openAnswers();
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
		// In each round the first answer is read alone, and the others together.
		expect(turns).toEqual([1, 2, 2, 2, 3, 4, 4, 4]);
	});

	test('are read as they arrive while they are large', async () => {
		const { answers: open, ask } = await openAnswers();
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
		// The first wait collected too much, so the next chunks were read at once.
		expect(new Set(turns).size).toBeGreaterThan(20);
	});
});
