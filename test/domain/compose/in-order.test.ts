import { expect, test } from 'vitest';
import { inOrder } from '../../../source/domain/compose/in-order.js';
import fc from '../../helpers/fast-check.js';

test('a short list is sorted as by the sort of arrays, and equal items keep their order', () => {
	const pairs = fc.array(fc.tuple(fc.nat(3), fc.nat()), { maxLength: 20 });
	fc.assert(
		fc.property(pairs, items => {
			const compare = ([a]: [number, number], [b]: [number, number]) => a - b;
			const before = [...items];
			expect(inOrder(items, compare)).toEqual([...items].sort(compare));
			expect(items).toEqual(before);
		}),
	);
});
