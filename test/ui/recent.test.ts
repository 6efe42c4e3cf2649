import { expect, it } from 'vitest';
import { createRecent, forgetRecent } from '../../source/ui/recent.js';

it('makes again only what was not asked for lately', () => {
	const made: number[] = [];
	const recent = createRecent(3, (key: number) => {
		made.push(key);
		return { key };
	});
	const one = recent(1);
	for (const key of [2, 3, 1, 4, 1, 5]) recent(key);
	expect(recent(1)).toBe(one);
	expect(made).toEqual([1, 2, 3, 4, 5]);
	for (let key = 10; key < 20; key++) recent(key);
	expect(recent(1)).not.toBe(one);
});

it('remembers nothing once it was told to forget', () => {
	const recent = createRecent(3, (key: number) => ({ key }));
	const one = recent(1);
	forgetRecent();
	expect(recent(1)).not.toBe(one);
});
