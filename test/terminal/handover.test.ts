import { describe, expect, test } from 'vitest';
import { sizeFollower } from '../../source/terminal/handover.js';

describe('the size of the window', () => {
	test('is told one at a time, the last one last', async () => {
		let columns = 80;
		const told: number[] = [];
		const answers: (() => void)[] = [];
		const resize = (size: { columns: number }) => {
			told.push(size.columns);
			return new Promise<void>((resolve, reject) => answers.push(told.length === 1 ? reject : resolve));
		};
		const follow = sizeFollower({ resize }, () => ({ columns, rows: 24 }));
		const answer = async () => {
			answers.shift()?.();
			await new Promise(resolve => setImmediate(resolve));
		};
		follow();
		for (columns of [90, 100, 110]) {
			follow();
		}
		expect(told).toEqual([80]);
		await answer();
		expect(told).toEqual([80, 110]);
		await answer();
		expect(told).toEqual([80, 110]);
		columns = 120;
		follow();
		expect(told).toEqual([80, 110, 120]);
	});
});
