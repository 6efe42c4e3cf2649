import { describe, expect, test } from 'vitest';
import { sizeFollower } from '../../source/terminal/handover.js';

describe('the size of the window', () => {
	test('is sent in one request at a time, and the last size is sent last', async () => {
		let columns = 80;
		const sent: number[] = [];
		const answers: (() => void)[] = [];
		const resize = (size: { columns: number }) => {
			sent.push(size.columns);
			return new Promise<void>((resolve, reject) => answers.push(sent.length === 1 ? reject : resolve));
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
		expect(sent).toEqual([80]);
		await answer();
		expect(sent).toEqual([80, 110]);
		await answer();
		expect(sent).toEqual([80, 110]);
		columns = 120;
		follow();
		expect(sent).toEqual([80, 110, 120]);
	});
});
