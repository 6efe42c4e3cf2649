import { describe, expect, test } from 'vitest';
import { unicodeGlyphs } from '../../../../source/ui/glyphs.js';
import { scrollBar, windowOf } from '../../../../source/ui/views/text/scroll.js';
import fc from '../../../helpers/fast-check.js';

describe('windowOf', () => {
	test('scrolls no further than needed', () => {
		expect(windowOf(100, 5, 10, 0)).toEqual({ start: 0, end: 10 });
		expect(windowOf(100, 10, 10, 0)).toEqual({ start: 1, end: 11 });
		expect(windowOf(100, 3, 10, 5)).toEqual({ start: 3, end: 13 });
		expect(windowOf(100, -1, 10, 95)).toEqual({ start: 90, end: 100 });
		expect(windowOf(3, 2, 10, 2)).toEqual({ start: 0, end: 3 });
		expect(windowOf(0, -1, 10, 4)).toEqual({ start: 0, end: 0 });
	});

	test('contains the selection and fills the height', () => {
		fc.assert(
			fc.property(
				fc.nat(200),
				fc.nat(200),
				fc.integer({ min: 1, max: 50 }),
				fc.nat(300),
				(count, row, height, offset) => {
					const selected = Math.min(row, count - 1);
					const { start, end } = windowOf(count, selected, height, offset);
					expect(end - start).toBe(Math.min(count, height));
					expect(start).toBeGreaterThanOrEqual(0);
					if (count > 0) {
						expect(selected >= start && selected < end).toBe(true);
					}
				},
			),
		);
	});
});

describe('scrollBar', () => {
	const bar = (count: number, offset: number) => scrollBar(count, offset, 4, '.', unicodeGlyphs)?.join('');

	test('exists only if rows are hidden', () => {
		expect(bar(4, 0)).toBeUndefined();
		expect(bar(8, 0)).toBe('┃┃..');
	});

	test('touches an end only at that end', () => {
		expect(bar(16, 0)).toBe('┃...');
		expect(bar(1000, 1)).toBe('.┃..');
		expect(bar(1000, 995)).toBe('..┃.');
		expect(bar(1000, 996)).toBe('...┃');
	});
});
