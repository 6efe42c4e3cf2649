import { describe, expect, test } from 'vitest';
import { createBatch } from '../../../source/runtime/streams/batch.js';
import { fakeClock } from '../fake-clock.js';

function batch() {
	const time = fakeClock();
	const sent: (readonly number[])[] = [];
	return { time, sent, ...createBatch<number>(time.clock, 50, items => sent.push(items)) };
}

describe('a batch', () => {
	test('sends the first items after a rest at once, and later ones together once per interval', async () => {
		const { time, sent, add } = batch();
		add([1]);
		await time.pass(0);
		expect(sent).toEqual([[1]]);
		for (const item of [2, 3, 4]) {
			await time.pass(10);
			add([item]);
		}
		expect(sent).toEqual([[1]]);
		await time.pass(20);
		expect(sent).toEqual([[1], [2, 3, 4]]);
		await time.pass(1000);
		add([5]);
		await time.pass(0);
		expect(sent.at(-1)).toEqual([5]);
	});

	test('has no timer without items', () => {
		const { time, add } = batch();
		add([]);
		expect(time.timers).toBe(0);
	});

	test('sends nothing more after its stop', async () => {
		const { time, sent, add, stop } = batch();
		add([1]);
		stop();
		await time.pass(1000);
		expect(sent).toEqual([]);
	});
});
